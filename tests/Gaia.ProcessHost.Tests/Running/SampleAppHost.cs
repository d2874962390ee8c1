using System.Diagnostics;

namespace Gaia.ProcessHost.Tests.Running;

/// <summary>Gaia.ProcessHost.Sample as a process of its own, with a data folder of its own.</summary>
internal sealed class SampleAppHost : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _pid;
    private readonly List<string> _lines = [];
    private readonly Task _reading;

    public SampleAppHost(string data, params string[] args)
    {
        Data = data;
        var start = new ProcessStartInfo(Gaia.ProcessHost.Running.DotnetHost.Path)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Gaia.ProcessHost.Sample.dll"), "--data-folder", data },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _pid = _process.Id;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public string Data { get; }

    /// <summary>Runs on another's data folder, which that one removes.</summary>
    public bool IsGuest { get; init; }
    public int Pid => _pid;

    public string Output
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    public static string NewDataFolder() => Path.Combine(Path.GetTempPath(), $"gaia-sample-{Guid.NewGuid():N}");

    public async Task HealthyAsync(CancellationToken ct)
    {
        while (!Output.Contains("everything is healthy", StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, Output);
            await Task.Delay(50, ct);
        }
    }

    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        await _reading.WaitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>Every process that carries our data folder in its arguments, or is a child of one that does; not the AppHost itself.</summary>
    public IReadOnlyList<int> Family()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!)
            .Select(pid => (Pid: pid, Parent: ParentOf(pid), Command: CommandOf(pid))).ToList();
        var family = all.Where(each => each.Command.Contains(Data, StringComparison.Ordinal)).Select(each => each.Pid).ToHashSet();
        while (all.Where(each => family.Contains(each.Parent)).Select(each => each.Pid).Where(family.Add).ToList() is { Count: > 0 })
        {
        }
        return [.. family.Where(pid => pid != Pid)];
    }

    public void Signal(int signal) => Assert.True(Gaia.ProcessHost.Running.Unix.Kill(Pid, signal));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (IsGuest)
            return;
        while (Family().Count > 0)
            await Task.Delay(50);
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }

    private static string CommandOf(int pid) => Read($"/proc/{pid}/cmdline");

    // "4711 (sh) S 4700 4711 ..."; the name may hold spaces and brackets
    private static int ParentOf(int pid) =>
        Read($"/proc/{pid}/stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]) : 0;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
