using System.Diagnostics;
using System.Globalization;

namespace Gaia.ProcessHost.Running;

/// <summary>A child in a session of its own under guard.sh, which ends it when we end, however we end.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly Process _guard;
    private readonly Task _output;
    private readonly Task<int> _exit;

    private GuardedProcess(Process guard, int pid, Action<string> log)
    {
        (_guard, Pid) = (guard, pid);
        _output = Task.WhenAll(ForwardAsync(guard.StandardOutput, log), ForwardAsync(guard.StandardError, log));
        _exit = WaitAsync();
    }

    /// <summary>Of the program itself, not of its guard.</summary>
    public int Pid { get; }

    /// <summary>Its exit code; 128 + signal when it was killed.</summary>
    public Task<int> Exit => _exit;

    public static async Task<GuardedProcess> StartAsync(ProcessSpec spec, string lockFile, Action<string> log, CancellationToken ct)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] guard = ["/bin/sh", Path.Combine(AppContext.BaseDirectory, "guard.sh"), lockFile, Name(spec.Signal),
            spec.Grace.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture), spec.Account?.Name ?? "-", spec.FileName];
        foreach (var argument in guard.Concat(spec.Arguments))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var first = await process.StandardOutput.ReadLineAsync(ct);
        if (!int.TryParse(first, CultureInfo.InvariantCulture, out var pid))
            throw new DistributedApplicationException(
                $"'{spec.FileName}' could not be started: {first} {await process.StandardError.ReadToEndAsync(ct)}".TrimEnd());
        return new GuardedProcess(process, pid, log);
    }

    /// <summary>Asks it to stop; the guard kills it after its grace.</summary>
    public async Task<int> StopAsync()
    {
        try
        {
            await _guard.StandardInput.WriteLineAsync("stop");
            await _guard.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The guard has ended already; its exit code is there.
        }
        return await _exit;
    }

    public void Kill() => Unix.Kill(-_guard.Id, Unix.SigKill);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _guard.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _guard.WaitForExitAsync();
        var code = _guard.ExitCode;
        Kill(); // what is left of its process group
        // A grandchild that left the group may hold the pipes open; its output is not worth waiting for.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1)));
        return code;
    }

    private static async Task ForwardAsync(StreamReader reader, Action<string> log)
    {
        while (await reader.ReadLineAsync() is { } line)
            log(line);
    }

    private static string Name(StopSignal signal) => signal switch
    {
        StopSignal.Term => "TERM",
        StopSignal.Int => "INT",
    };
}
