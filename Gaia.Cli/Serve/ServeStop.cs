using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Serve;

internal static class ServeStop
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(5);

    /// <summary>The worker has 45 s, the servers 20 s more.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(CliContext context, ServeData data)
    {
        if (RunningAppHost.On(context, data) is not { } running) throw ServeStatus.NothingRuns(data);
        if (LibC.Kill(running.Pid, LibC.SigTerm) != 0 && RunningAppHost.IsAppHost(running.Pid))
            throw new CliException($"Gaia (pid {running.Pid}) belongs to another user.", ExitCodes.NotAuthorised, "Stop it as that user, or with sudo.");
        await WaitAsync(context, data, running.Pid);
        context.Out.WriteLine($"Stopped Gaia (pid {running.Pid}).");
        return ExitCodes.Ok;
    }

    private static async Task WaitAsync(CliContext context, ServeData data, int pid)
    {
        using var timer = new PeriodicTimer(Interval, context.Time);
        var (started, reported) = (context.Time.GetTimestamp(), TimeSpan.Zero);
        while (RunningAppHost.IsAppHost(pid))
        {
            var waited = context.Time.GetElapsedTime(started);
            if (waited > Limit) throw new CliException($"Gaia (pid {pid}) was asked to stop {Limit.TotalMinutes:0} minutes ago and is still there.", ExitCodes.Failed, StopWait.Reason(data, pid));
            if (waited - reported > Report)
            {
                reported = waited;
                context.Error.WriteLine(StopWait.Reason(data, pid));
                context.Error.Flush();
            }
            await timer.WaitForNextTickAsync(context.Token);
        }
    }
}
