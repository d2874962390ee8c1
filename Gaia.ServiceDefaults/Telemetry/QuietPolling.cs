using System.Diagnostics;
using OpenTelemetry;

namespace Gaia.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps traces to what somebody asked for. Claims, heartbeats and health checks ask PostgreSQL and Redis several times a
/// second; such a call of its own, or below a request that is not recorded, would bury the rest.
/// </summary>
internal sealed class QuietPolling : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Stores = new(StringComparer.Ordinal) { "Npgsql", "OpenTelemetry.Instrumentation.StackExchangeRedis" };

    public override void OnStart(Activity data)
    {
        if (!Stores.Contains(data.Source.Name) || IsAskedFor(data)) return;
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static bool IsAskedFor(Activity call) => call.Parent is { } parent
        ? parent.Recorded
        // Of a parent that has ended, or is elsewhere, only the id is known: "00-{trace}-{span}-01", its last digits the flags.
        : ActivityContext.TryParse(call.ParentId, null, out var caller) && caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
}
