namespace Gaia.ProcessHost.Running;

/// <summary>How a resource becomes a process. A null process means that being prepared is all there is to it.</summary>
internal sealed record LaunchAnnotation(Func<LaunchContext, Task<ProcessSpec?>> Prepare) : IResourceAnnotation
{
    public Func<IEnumerable<MissingProgram>> Missing { get; init; } = () => [];
}

internal sealed record LaunchContext(IResource Resource, int Replica, HostSettings Settings, Action<string> Say, CancellationToken Stopping)
{
    public int PortOf(EndpointAnnotation endpoint) => endpoint.AllocatedPorts[Replica];

    public async Task<Dictionary<string, string>> EnvironmentAsync()
    {
        var context = new EnvironmentCallbackContext(Resource, Stopping);
        foreach (var annotation in Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        foreach (var endpoint in Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.EnvironmentVariable is not null))
            context.EnvironmentVariables[endpoint.EnvironmentVariable!] = $"{PortOf(endpoint)}";
        if (Settings.Colour)
            context.EnvironmentVariables.TryAdd("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true");
        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
            environment[name] = await TextAsync(value);
        return environment;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync()
    {
        var arguments = new List<string>();
        foreach (var argument in Resource.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments))
            arguments.Add(await TextAsync(argument));
        return arguments;
    }

    /// <summary>The data folder of a server: kept with WithDataVolume, else empty at each start of the application.</summary>
    public string Volume(UnixAccount? owner)
    {
        var kept = Resource.Annotations.OfType<DataVolumeAnnotation>().FirstOrDefault();
        return Settings.Data.Volume(kept is null ? DataFolder.NotKeptName(Resource.Name) : kept.Name ?? $"{Resource.Name}-data", owner);
    }

    /// <summary>
    /// Under --watch services run from a copy, or a rebuild would write over the assemblies that the running one has mapped.
    /// </summary>
    public string ShadowCopyOf(string assembly)
    {
        if (!Settings.Watch)
            return assembly;
        var copy = Path.Combine(Settings.Data.Root, "watch", $"{Resource.Name}-{Replica}");
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        FolderCopy.Copy(Path.GetDirectoryName(assembly)!, copy);
        return Path.Combine(copy, Path.GetFileName(assembly));
    }

    private async Task<string> TextAsync(object value) => value switch
    {
        IValueProvider later => await later.GetValueAsync(Stopping) ?? "",
        _ => $"{value}",
    };
}
