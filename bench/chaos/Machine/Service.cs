using System.Diagnostics;
using Gaia.TestProcesses;

namespace Gaia.Chaos.Bench.Machine;

/// <summary>A process that is started again when it ends, as the AppHost does.</summary>
/// <param name="line">Program and arguments.</param>
internal sealed class Service(string name, IReadOnlyList<string> line, IReadOnlyDictionary<string, string> environment, string folder, TimeProvider time)
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim sooner = new(0);
    private long awayUntil = long.MinValue;
    private int expected;
    private Task keeping = Task.CompletedTask;
    private volatile int pid;

    public string Name => name;

    public string Log => Path.Combine(folder, $"{name}.log");

    /// <summary>Null while it is not there.</summary>
    public int? Pid => pid is 0 ? null : pid;

    public int Starts { get; private set; }

    /// <summary>Ends that nobody asked for, with the exit code.</summary>
    public List<int> OwnEnds { get; } = [];

    public void Start() => keeping = Task.Run(KeepAsync);

    /// <returns>Null where it is not there.</returns>
    public int? Signal(int signal)
    {
        if (signal is Signals.Kill or Signals.Terminate or Signals.Interrupt or Signals.Quit) Interlocked.Exchange(ref expected, 1);
        return Pid is { } pid && Signals.TrySend(pid, signal) ? pid : null;
    }

    /// <summary>When it ends now, it stays away for so long.</summary>
    public void StayAway(TimeSpan duration) => awayUntil = time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency);

    /// <summary>It may be a child that was killed: the whole will end in a moment.</summary>
    public void Expect() => Interlocked.Exchange(ref expected, 1);

    public void ComeBack()
    {
        awayUntil = long.MinValue;
        sooner.Release();
    }

    public async Task StopAsync()
    {
        await closing.CancelAsync();
        if (Pid is { } running)
        {
            Signals.TrySend(running, Signals.Continue);
            Signals.TrySend(running, Signals.Terminate);
        }
        await Task.WhenAny(keeping, Task.Delay(StopTimeout, time));
        if (Pid is { } stuck) Signals.TrySend(stuck, Signals.Kill);
        await keeping;
    }

    private async Task KeepAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            Starts++;
            using (var process = Launch())
            {
                pid = process.Id;
                await process.WaitForExitAsync();
                pid = 0;
                if (Interlocked.Exchange(ref expected, 0) == 0 && !closing.IsCancellationRequested)
                    lock (OwnEnds) OwnEnds.Add(process.ExitCode);
            }
            while (!closing.IsCancellationRequested && Remaining() is { Ticks: > 0 } left)
                await Task.WhenAny(sooner.WaitAsync(), Task.Delay(left, time, closing.Token));
            await Task.Delay(Backoff, time, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan Remaining() => awayUntil == long.MinValue ? TimeSpan.Zero : TimeSpan.FromSeconds((awayUntil - time.GetTimestamp()) / (double)time.TimestampFrequency);

    // A session of its own: what a terminal sends reaches us alone. Each of these programs becomes the next: the pid stays.
    private Process Launch()
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", Log, .. line]) { WorkingDirectory = folder };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        return Process.Start(start)!;
    }
}
