using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests;

/// <summary>A data folder and a home of its own: no AppHost under test meets the caller's secrets or settings.</summary>
internal sealed class AppHostFolder : IAsyncDisposable
{
    private readonly TestFolder _folder = TestFolder.Create("apphost");

    public AppHostFolder() => Directory.CreateDirectory(Home);

    public string Home => Path.Combine(_folder.Path, "home");

    public DataFolder Data => new(Path.Combine(_folder.Path, "data"));

    public string Secrets => Path.Combine(Home, ".microsoft", "usersecrets", "gaia-apphost");

    public string In(string name) => Path.Combine(_folder.Path, name);

    public IReadOnlyList<ProcessFamily> Family() => ProcessFamily.Of(_folder.Path);

    public async Task UntilAsync(Func<IReadOnlyList<ProcessFamily>, bool> isRight, CancellationToken ct)
    {
        while (!isRight(Family()))
            await Task.Delay(50, ct);
    }

    /// <summary>Until no process of any AppHost that was started with this folder is left.</summary>
    public async Task<TimeSpan> DesertedAsync(CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Family() is { Count: > 0 } left)
        {
            if (ct.IsCancellationRequested)
                Assert.Fail($"Still there: {string.Join('\n', left.Select(each => $"{each.Pid} {each.Arguments.Replace('\0', ' ')}"))}");
            await Task.Delay(50, CancellationToken.None);
        }
        return TimeProvider.System.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var left in Family())
            Signals.TrySend(left.Pid, Signals.Kill);
        await DesertedAsync(CancellationToken.None);
        _folder.Dispose();
    }
}
