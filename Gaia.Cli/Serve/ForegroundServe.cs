using System.Diagnostics;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>Stays with Gaia until it ends; Ctrl+C, SIGTERM and the end of the terminal ask it to.</summary>
internal static class ForegroundServe
{
    public static async Task<int> RunAsync(CliContext context, AppHostStart start)
    {
        context.Token.ThrowIfCancellationRequested();
        using var appHost = start.InForeground();
        using var stopping = new StopRequests(context, appHost.Id, start.Data);
        await AnnounceAsync(context, appHost, start);
        await appHost.WaitForExitAsync(CancellationToken.None);
        return appHost.ExitCode;
    }

    private static async Task AnnounceAsync(CliContext context, Process appHost, AppHostStart start)
    {
        if (await Readiness.WaitAsync(context, appHost, start.Data, CancellationToken.None) is not { } run) return;
        var contexts = await RecordedContext.OfAsync(context, run.Api);
        ServeText.Write(context, [.. ServeText.Up(context, run, start.Data, start.Installation, contexts), "", "Ctrl+C stops everything.", ""]);
    }
}
