using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace Gaia.Containers.Tests;

/// <summary>Gaia on one machine, as docs/production.md says: compose.yaml out of the AppHost's manifest and the environment `machine` of deploy/settings.yaml.</summary>
public sealed class ComposedGaia(ContainerEngine engine) : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(SourceTree.Root, "tests", "containers", "compose.sh");
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("gaia-compose-").FullName;
    private readonly string bootstrapSecret = RandomNumberGenerator.GetHexString(40);
    private bool isUp;

    public Uri Url { get; private set; } = null!;

    public string? Token { get; set; }

    private string Manifest => Path.Combine(folder, "aspire-manifest.json");

    private string Parameters => Path.Combine(folder, "parameters.yaml");

    private string Project => Path.Combine(folder, "compose");

    /// <summary>Generates anew with images of this tag, and brings up what changed.</summary>
    public async Task UpAsync(string tag)
    {
        if (!File.Exists(Manifest)) await PrepareAsync();
        var manifest = await File.ReadAllTextAsync(Manifest);
        foreach (var image in new[] { "gaia-api", "gaia-worker" })
        {
            await engine.MustAsync("tag", BuiltImages.Name(image), $"{image}:{tag}");
            manifest = Regex.Replace(manifest, $"\"{image}:[^\"]+\"", $"\"{image}:{tag}\"");
        }
        await File.WriteAllTextAsync(Manifest, manifest);
        await engine.RunAsync(SourceTree.Gaia,
        [
            "manifest", "generate", "--from", Manifest, "--settings", Path.Combine(SourceTree.Root, "deploy", "settings.yaml"), "--format", "compose", "-o", Project,
            "--parameters", Parameters, "--generate-missing",
        ]);
        isUp = true;
        await ComposeAsync("up", "--detach");
        Url = new Uri($"http://{(await ComposeAsync("port", "api", "8080")).Trim()}/");
        await Health.UntilAsync(Url, MaxStart, async () => await ComposeAsync("logs", "--tail", "20"));
    }

    /// <summary>Removes containers and networks; volumes stay.</summary>
    public Task DownAsync() => ComposeAsync("down", "--timeout", "20");

    public Task<string> ComposeAsync(params string[] arguments) =>
        // Any free port of loopback.
        engine.RunAsync(Script, [Project, .. arguments], new Dictionary<string, string?> { ["API_HTTP_ADDRESS"] = "127.0.0.1:" });

    /// <summary>The built command, from a home of its own.</summary>
    public Task<BufferedCommandResult> CommandAsync(params string[] arguments) => engine.TryAsync(SourceTree.Gaia, arguments, new Dictionary<string, string?>
    {
        ["GAIA_URL"] = Url.ToString(), ["GAIA_TOKEN"] = Token, ["GAIA_BOOTSTRAP_SECRET"] = bootstrapSecret,
        ["HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["XDG_CACHE_HOME"] = folder, ["NO_COLOR"] = "1",
    });

    public async Task<string> MustAsync(params string[] arguments)
    {
        var ran = await CommandAsync(arguments);
        if (!ran.IsSuccess)
            Assert.Fail($"gaia {string.Join(' ', arguments)} ended with {ran.ExitCode}:\n{ran.StandardOutput}{ran.StandardError}\n{await ComposeAsync("logs", "--tail", "20", "worker")}");
        return ran.StandardOutput;
    }

    public async ValueTask DisposeAsync()
    {
        if (isUp) await ComposeAsync("down", "--volumes", "--timeout", "5");
        Directory.Delete(folder, recursive: true);
    }

    private async Task PrepareAsync()
    {
        await engine.RunAsync("dotnet", [SourceTree.Program("Gaia.AppHost", "Gaia.AppHost.dll"), "--publisher", "manifest", "--output-path", Manifest]);
        await File.WriteAllTextAsync(Parameters, $"bootstrap: \"{bootstrapSecret}\"\n");
        File.SetUnixFileMode(Parameters, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
