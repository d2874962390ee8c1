using System.Diagnostics;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.Remote;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Serve;

/// <summary>Returns when everything is healthy and leaves it running.</summary>
internal static class DetachedServe
{
    /// <summary>Images may have to be fetched first.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(CliContext context, AppHostStart start, bool json)
    {
        context.Token.ThrowIfCancellationRequested();
        using var appHost = start.InBackground();
        context.Error.WriteLine($"Starting Gaia; its log is {start.Data.Log}");
        context.Terminal.Flush();
        var run = await WaitAsync(context, appHost, start.Data) ?? throw await FailureAsync(appHost, start.Data);
        var contexts = await RecordedContext.OfAsync(context, run.Api);
        if (json) context.Error.WriteLine($"Context {ServedContext.Words(contexts, run.Api)}.");
        if (json) context.PrintJson(ServeReport.Of(run, start.Data, context.Time.GetUtcNow()), ServeJson.Default.ServeReport);
        else ServeText.Write(context, [.. ServeText.Up(context, run, start.Data, start.Installation, contexts), "", $"Stop it with: {ServeText.StopCommand(context, start.Data, start.Installation)}"]);
        return ExitCodes.Ok;
    }

    // Who is interrupted, or loses patience, does not leave half a Gaia behind.
    private static async Task<AppHostFile?> WaitAsync(CliContext context, Process appHost, ServeData data)
    {
        using var limit = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.Token);
        try
        {
            return await Readiness.WaitAsync(context, appHost, data, either.Token);
        }
        catch (OperationCanceledException)
        {
            _ = LibC.Kill(appHost.Id, LibC.SigTerm);
            await appHost.WaitForExitAsync(CancellationToken.None);
            context.Token.ThrowIfCancellationRequested();
            throw new CliException($"Gaia was not healthy within {Limit.TotalMinutes:0} minutes, and was stopped.", ExitCodes.Failed, [.. StartFailure.Tail(Lines(data))]);
        }
    }

    private static async Task<CliException> FailureAsync(Process appHost, ServeData data)
    {
        await appHost.WaitForExitAsync(CancellationToken.None);
        return StartFailure.Of($"Gaia did not start (exit code {appHost.ExitCode}).", data.Log, Lines(data));
    }

    private static string[] Lines(ServeData data) => [.. RegularFile.ReadLines(data.Log)];
}
