using System.Diagnostics;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Telemetry;

/// <summary>
/// One trace from the command through the API and the worker to terraform, part of the caller's if TRACEPARENT names one;
/// always recorded, a person is waiting for it. Its first span is the command itself, sent once it has ended and only if
/// there is somebody to take it (<see cref="OtlpTarget"/>).
/// </summary>
internal static class CommandSpan
{
    private const string ExitCode = "process.exit.code";

    public static async Task<int> RecordAsync(CliContext context, Uri api, Func<Task<int>> command)
    {
        using var span = Start(context);
        try
        {
            var exitCode = await command();
            span.SetTag(ExitCode, exitCode);
            // 2 is terraform's "there are changes"
            if (exitCode is not (ExitCodes.Ok or 2)) span.SetStatus(ActivityStatusCode.Error);
            return exitCode;
        }
        catch (Exception fault)
        {
            span.SetTag(ExitCode, (fault as CliException)?.ExitCode).SetStatus(ActivityStatusCode.Error, fault is CliException ? fault.Message : fault.GetType().Name);
            throw;
        }
        finally
        {
            span.Stop();
            if (OtlpTarget.Of(context, api) is { } target) await target.SendAsync(span, context);
        }
    }

    private static Activity Start(CliContext context)
    {
        var span = new Activity(context.Title.ToString()).SetIdFormat(ActivityIdFormat.W3C);
        if (ActivityContext.TryParse(context.Environment.GetValueOrDefault("TRACEPARENT"), null, out var caller))
            span.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        span.Start();
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        return span;
    }
}
