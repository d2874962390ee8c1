namespace Gaia.Platform.Tests;

/// <summary>
/// A copy of this repository's stacks and components, and the command to run in it: workflows turn switches in files,
/// and leave states behind.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private static readonly string[] Copied = ["atmos.yaml", "stacks", "components", "tests/aws"];

    private readonly Dictionary<string, string> environment = new()
    {
        ["GAIA"] = Gaia,
        ["GAIA_MODE"] = "local",
        ["GAIA_CONTEXT"] = "none", // whatever Gaia the person has who runs the tests
        ["NO_COLOR"] = "1",
        ["TF_CLI_ARGS"] = "-no-color",
        ["TF_IN_AUTOMATION"] = "1",
        ["TF_INPUT"] = "0",
        ["CHECKPOINT_DISABLE"] = "1",
        ["PATH"] = Python.Path,
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    private Checkout(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The native command that scripts/test.sh builds first, or the one that was built with these tests: it starts slower.</summary>
    private static string Gaia { get; } = new[] { Path.Combine(Repository.Root, "artifacts", "gaia"), Path.Combine(AppContext.BaseDirectory, "gaia") }.First(File.Exists);

    /// <summary>The real components; <paramref name="more"/> is added to the environment of everything that runs.</summary>
    public static Checkout Create(IReadOnlyDictionary<string, string>? more = null)
    {
        var checkout = new Checkout(Directory.CreateTempSubdirectory("gaia-checkout-").FullName);
        foreach (var name in Copied)
            Tree.Copy(Path.Combine(Repository.Root, name), checkout.PathOf(name));
        if (ProviderMirror.WriteConfiguration(checkout.Folder) is { } file)
            checkout.environment["TF_CLI_CONFIG_FILE"] = file;
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            checkout.environment[name] = value;
        return checkout;
    }

    /// <summary>Components that make nothing (tests/aws/stubs), states in files: seconds, and no AWS.</summary>
    public static Checkout CreateWithStubs(IReadOnlyDictionary<string, string>? more = null)
    {
        var checkout = Create(more);
        Directory.Delete(checkout.PathOf("components/terraform"), recursive: true);
        Tree.Copy(Path.Combine(Repository.AwsTests, "stubs"), checkout.PathOf("components/terraform"));
        checkout.Write("stacks/mixins/state/s3.yaml", checkout.Read("stacks/mixins/state/kept-by-gaia.yaml"));
        return checkout;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    public void Replace(string file, string old, string @new)
    {
        Assert.Contains(old, Read(file), StringComparison.Ordinal);
        Write(file, Read(file).Replace(old, @new, StringComparison.Ordinal));
    }

    public Task<ToolResult> GaiaAsync(params string[] arguments) => GaiaAsync([], arguments);

    /// <summary>`gaia workflow NAME -s STACK`, with variables such as CONFIRM.</summary>
    public Task<ToolResult> WorkflowAsync(string name, string? stack, params (string Name, string Value)[] variables) =>
        GaiaAsync(variables, ["workflow", name, .. stack is null ? Array.Empty<string>() : ["-s", stack]]);

    public async Task<string> MustAsync(string name, string? stack, params (string Name, string Value)[] variables)
    {
        var ran = await WorkflowAsync(name, stack, variables);
        Assert.True(ran.ExitCode == 0, $"Workflow {name} of {stack} ended with {ran.ExitCode}:\n{ran.Everything}");
        return ran.Output;
    }

    public async Task<string> TerraformAsync(string verb, string component, string stack, params string[] arguments)
    {
        var ran = await GaiaAsync(["terraform", .. verb.Split(' '), component, "-s", stack, "--", .. arguments]);
        Assert.True(ran.ExitCode == 0, $"terraform {verb} of {component} in {stack} ended with {ran.ExitCode}:\n{ran.Everything}");
        return ran.Output;
    }

    public async Task<string> PythonAsync(string script, params string[] arguments)
    {
        var ran = await RunAsync(Python.Program, [Path.Combine(Repository.AwsTests, script), .. arguments], []);
        Assert.True(ran.ExitCode == 0, ran.Everything);
        return ran.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Task<ToolResult> GaiaAsync((string Name, string Value)[] variables, string[] arguments) => RunAsync(Gaia, arguments, variables);

    private Task<ToolResult> RunAsync(string program, string[] arguments, (string Name, string Value)[] variables)
    {
        var merged = new Dictionary<string, string>(environment);
        foreach (var (name, value) in variables)
            merged[name] = value;
        return Tool.RunAsync(program, arguments, Folder, merged, TimeSpan.FromMinutes(30), TestContext.Current.CancellationToken);
    }
}
