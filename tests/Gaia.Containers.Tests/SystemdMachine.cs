using System.Security.Cryptography;
using CliWrap.Buffered;

namespace Gaia.Containers.Tests;

/// <summary>A container with systemd as its first process, in which the commands of docs/production.md ("One machine with systemd") are run as they stand there.</summary>
public sealed class SystemdMachine : IAsyncDisposable
{
    private const string Image = "gaia-machine:tests", Heading = "## One machine with systemd";
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(2);

    private readonly ContainerEngine engine;
    private readonly string name = $"gaia-machine-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private SystemdMachine(ContainerEngine engine) => this.engine = engine;

    public static async Task<SystemdMachine> StartAsync(ContainerEngine engine)
    {
        await engine.MustAsync("build", "--network", "host", "--tag", Image, "--build-arg", $"API={BuiltImages.Name("gaia-api")}", "--build-arg", $"WORKER={BuiltImages.Name("gaia-worker")}",
            "--file", Path.Combine(SourceTree.Root, "tests", "containers", "machine", "Containerfile"), SourceTree.Root);
        var machine = new SystemdMachine(engine);
        try
        {
            // The limits of engine.sh, which --privileged would raise.
            await engine.MustAsync("run", "--detach", "--name", machine.name, "--systemd=always", "--privileged", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024",
                "--tmpfs", "/run", "--tmpfs", "/run/lock", Image);
            await machine.UntilAsync("systemctl is-system-running", "running");
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>From the account to the first administrator's token, which the guide's last line prints.</summary>
    public async Task<string> InstallAsync()
    {
        var guide = await File.ReadAllLinesAsync(Path.Combine(SourceTree.Root, "docs", "production.md"), TestContext.Current.CancellationToken);
        var block = guide.SkipWhile(line => line != Heading).SkipWhile(line => line != "```").Skip(1).TakeWhile(line => line != "```");
        // What comes before is packages, and the bundle in its place.
        var commands = block.SkipWhile(line => !line.StartsWith("useradd ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("gaia admin init", commands[^1], StringComparison.Ordinal);
        await MustAsync($"set -eu\n{string.Join('\n', commands[..^1])}");
        await UntilHealthyAsync();
        return (await MustAsync(commands[^1])).Trim();
    }

    public async Task UntilHealthyAsync()
    {
        await UntilAsync("curl --silent --max-time 5 http://127.0.0.1:8080/health", "Healthy");
        await UntilAsync("curl --silent --max-time 5 http://127.0.0.1:8081/health", "Healthy");
    }

    /// <summary>A command of the machine's root; its output.</summary>
    public async Task<string> MustAsync(string script, string? token = null)
    {
        var ran = await TryAsync(script, token);
        if (!ran.IsSuccess) Assert.Fail($"{script}\nended with {ran.ExitCode}:\n{ran.StandardOutput}{ran.StandardError}\n{await JournalAsync()}");
        return ran.StandardOutput;
    }

    // The token is a variable of podman's own environment: in nobody's arguments.
    public Task<BufferedCommandResult> TryAsync(string script, string? token = null) => engine.TryAsync(engine.Program,
        ["exec", "--workdir", "/root/gaia", .. token is null ? Array.Empty<string>() : ["--env", "GAIA_TOKEN", "--env", "GAIA_URL=http://127.0.0.1:8080"], name, "bash", "-c", script],
        token is null ? null : new Dictionary<string, string?> { ["GAIA_TOKEN"] = token });

    public async ValueTask DisposeAsync() => await engine.TryAsync(engine.Program, ["rm", "--force", "--time", "5", "--volumes", name]);

    public async Task UntilAsync(string script, string answer)
    {
        var said = "";
        try
        {
            await Until.TrueAsync(async () => (said = (await TryAsync(script)).StandardOutput.Trim()) == answer, script, (int)MaxStart.TotalSeconds, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{script} said '{said}', not '{answer}', for {MaxStart}.\n{await JournalAsync()}");
        }
    }

    private async Task<string> JournalAsync() => (await TryAsync("systemctl --failed --no-pager; journalctl --no-pager -o cat -n 60 -u 'gaia-*'")).StandardOutput;
}
