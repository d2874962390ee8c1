namespace Gaia.Platform.Tests;

/// <summary>A private copy of the components, with terraform to run in them.</summary>
internal sealed class Terraform : IDisposable
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["TF_IN_AUTOMATION"] = "1",
        ["TF_INPUT"] = "0",
        ["CHECKPOINT_DISABLE"] = "1",
    };

    private Terraform(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Copies components and input tests; <paramref name="more"/> is added to terraform's environment.</summary>
    public static Terraform Prepare(IReadOnlyDictionary<string, string>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("gaia-platform-").FullName;
        var terraform = new Terraform(folder);
        foreach (var source in new[] { Repository.Components, Path.Combine(Repository.AwsTests, "inputs") })
            Tree.Copy(source, Path.Combine(folder, Path.GetRelativePath(Repository.Root, source)));
        if (ProviderMirror.WriteConfiguration(folder) is { } file)
            terraform.environment["TF_CLI_CONFIG_FILE"] = file;
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            terraform.environment[name] = value;
        return terraform;
    }

    public string Component(string name) => Path.Combine(Folder, "components", "terraform", name);

    public Task<ToolResult> RunAsync(string folder, params string[] arguments) =>
        Tool.RunAsync("terraform", arguments, folder, environment, TimeSpan.FromMinutes(20), TestContext.Current.CancellationToken);

    /// <summary>Runs and returns the output; any other exit code than 0 fails the test with what terraform said.</summary>
    public async Task<string> MustAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, $"terraform {string.Join(' ', arguments)} in {folder}: exit code {result.ExitCode}\n{result.Everything}");
        return result.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
