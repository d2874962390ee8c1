using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

public static class ExecutableExtensions
{
    /// <param name="workingDirectory">Relative to the AppHost's folder.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        var resource = new ExecutableResource(name, command, Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory)));
        resource.Annotations.Add(new LaunchAnnotation(launch => ProcessOf(resource, launch))
        {
            Missing = () => ProgramFinder.Find(command) is null ? [new MissingProgram(name, command, null)] : [],
        });
        return builder.AddResource(resource).WithArgs([.. args ?? []]);
    }

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args) where T : IResource =>
        builder.WithAnnotation(new ArgumentsAnnotation(args));

    private static async Task<ProcessSpec?> ProcessOf(ExecutableResource resource, LaunchContext launch)
    {
        if (!Directory.Exists(resource.WorkingDirectory))
            throw new DistributedApplicationException($"The working directory of '{resource.Name}' does not exist: {resource.WorkingDirectory}");
        return new ProcessSpec(resource.Command, await launch.ArgumentsAsync())
        {
            WorkingDirectory = resource.WorkingDirectory,
            Environment = await launch.EnvironmentAsync(),
            Grace = TimeSpan.FromSeconds(10),
        };
    }
}
