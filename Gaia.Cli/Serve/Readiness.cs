using System.Diagnostics;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

internal static class Readiness
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <returns>What runs, or null when the AppHost ended before everything was healthy.</returns>
    public static async Task<AppHostFile?> WaitAsync(CliContext context, Process appHost, ServeData data, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, context.Time);
        while (!appHost.HasExited)
        {
            if (AppHostFile.Read(data.RunFile, context) is { } run && run.Pid == appHost.Id) return run;
            await timer.WaitForNextTickAsync(cancellation);
        }
        return null;
    }
}
