using System.Diagnostics;
using System.Text.Json;

namespace Gaia.Dashboard.Tests;

/// <summary>The built AppHost as a first-time user runs it: its dashboard, free ports, a data folder of its own.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly List<string> said = [];

    private AppHostProcess(DirectoryInfo folder, Process process) => (this.folder, this.process) = (folder, process);

    /// <summary>With the token that opens it.</summary>
    public Uri Dashboard { get; private set; } = null!;

    public string Api { get; private set; } = "";

    public static async Task<AppHostProcess> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("gaia-dashboard-");
        folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute; // the servers' accounts pass it
        var app = new AppHostProcess(folder, Start(
            SourceTree.Program("Gaia.AppHost", "Gaia.AppHost.dll"), "--processes", "--no-sample", "--port", $"{FreePort.Next()}", "--dashboard-port", $"{FreePort.Next()}", "--data-folder", folder.FullName));
        app.Listen();
        try
        {
            await app.ReadyAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return app;
    }

    /// <summary>Runs the command in this checkout, as a person would in another terminal.</summary>
    public async Task GaiaAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var gaia = Start(SourceTree.Program("Gaia.Cli", "gaia.dll"), arguments, ("GAIA_URL", Api), ("GAIA_APPHOST_DATA", folder.FullName), ("GAIA_TOKEN", ""), ("HOME", folder.FullName));
        var output = gaia.StandardOutput.ReadToEndAsync(cancellation);
        var error = await gaia.StandardError.ReadToEndAsync(cancellation);
        await gaia.WaitForExitAsync(cancellation);
        Assert.True(gaia.ExitCode == 0, $"gaia {string.Join(' ', arguments)} ended with {gaia.ExitCode}:\n{await output}\n{error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
            await process.WaitForExitAsync();
        }
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        var file = Path.Combine(folder.FullName, "apphost.json");
        while (!File.Exists(file))
        {
            Assert.False(process.HasExited, $"The AppHost ended before it was up:\n{Said()}");
            Assert.False(limit.IsCancellationRequested, $"The AppHost is not up after {StartLimit}:\n{Said()}");
            await Task.Delay(Look, cancellation);
        }
        using var run = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellation));
        (Api, Dashboard) = (run.RootElement.GetProperty("api").GetString()!, new Uri(run.RootElement.GetProperty("dashboard").GetString()!));
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        lock (said) said.Add(line ?? "");
    }

    private string Said()
    {
        lock (said) return string.Join('\n', said.TakeLast(30));
    }

    private static Process Start(string program, params string[] arguments) => Start(program, arguments, []);

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
