using CliWrap;
using CliWrap.Buffered;
using Gaia.Containers.Tests;

[assembly: AssemblyFixture(typeof(ContainerEngine))]

namespace Gaia.Containers.Tests;

/// <summary>
/// podman or docker, as tests/containers/engine.sh decides, ready for use. <see cref="Variables"/> is what a program needs
/// in its environment to use the same one: scripts/images.sh, or an AppHost.
/// </summary>
public sealed class ContainerEngine : IAsyncLifetime
{
    private static readonly string Script = Path.Combine(SourceTree.Root, "tests", "containers", "engine.sh");
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(20);
    private static readonly Dictionary<string, string?> Nothing = [];

    // Short: podman keeps sockets below it.
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-ct-").FullName;

    public IReadOnlyDictionary<string, string?> Variables { get; private set; } = Nothing;

    /// <summary>podman or docker.</summary>
    public string Program => Variables["ASPIRE_CONTAINER_RUNTIME"]!;

    /// <summary>Whether the images are stand-ins made of Debian's packages: no registry was within reach.</summary>
    public bool HasStandIns => Variables.ContainsKey("CONTAINERS_CONF");

    public async ValueTask InitializeAsync()
    {
        if (!Needs.AreContainersWanted) return;
        var exports = await RunAsync(Script, ["prepare", folder]);
        // `export NAME=value`, quoted for a shell: a shell with nothing else in its environment reads it.
        var read = await RunAsync("env", ["-i", "bash", "-c", "eval \"$1\" && exec /usr/bin/env -0", "bash", exports]);
        Variables = read.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => exports.Contains($"export {pair[0]}=", StringComparison.Ordinal))
            .ToDictionary(pair => pair[0], string? (pair) => pair[1]);
    }

    public async ValueTask DisposeAsync()
    {
        if (Needs.AreContainersWanted) await RunAsync(Script, ["release", folder]);
        else Directory.Delete(folder);
    }

    /// <summary>Runs `podman ARGUMENTS` and returns its output. Any exit code but 0 fails the test with what it said.</summary>
    public Task<string> MustAsync(params string[] arguments) => RunAsync(Program, arguments);

    /// <summary>The same for any program; <paramref name="more"/> is added to the engine's environment.</summary>
    public async Task<string> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string?>? more = null)
    {
        var result = await TryAsync(program, arguments, more);
        Assert.True(result.IsSuccess,
            $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }

    public async Task<BufferedCommandResult> TryAsync(string program, string[] arguments, IReadOnlyDictionary<string, string?>? more = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(MaxTime);
        return await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(SourceTree.Root)
            .WithEnvironmentVariables(new Dictionary<string, string?>(Variables.Concat(more ?? Nothing)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(limit.Token);
    }
}
