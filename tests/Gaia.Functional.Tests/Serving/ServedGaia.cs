using System.Diagnostics;

namespace Gaia.Functional.Tests.Serving;

/// <summary>`gaia serve` on a data folder, a port and a home of its own. What a failed test leaves is killed.</summary>
internal sealed class ServedGaia : IAsyncDisposable
{
    private readonly TestFolder folder = TestFolder.Create("serve");

    public ServedGaia() => Directory.CreateDirectory(Home);

    public int Port { get; } = FreePort.Next();

    public string Program { get; init; } = SourceTree.Gaia;

    public string Home => Path.Combine(folder.Path, "home");

    public string Data => Path.Combine(folder.Path, "data");

    public Uri Url => new($"http://localhost:{Port}");

    /// <summary>A terminal that would reach it.</summary>
    public Terminal TerminalIn(string path) => new(Url, path, Home) { Program = Program };

    public RunningCommand Serve(params string[] options) => TerminalIn(folder.Path).Start(["serve", "--data-folder", Data, .. options]);

    public RunningCommand Start(params string[] options) => Serve(["--port", $"{Port}", "--no-sample", "--processes", .. options]);

    public IReadOnlyList<ProcessFamily> Family() => ProcessFamily.Of(folder.Path);

    /// <summary>Until none of its processes is left.</summary>
    public async Task DesertedAsync(CancellationToken cancellation)
    {
        while (Family() is { Count: > 0 } left)
        {
            if (cancellation.IsCancellationRequested)
                Assert.Fail($"Still there: {string.Join('\n', left.Select(each => $"{each.Pid} {each.Arguments.Replace('\0', ' ')}"))}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var left in Family()) Signals.TrySend(left.Pid, Signals.Kill);
        await DesertedAsync(CancellationToken.None);
        folder.Dispose();
    }
}
