using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gaia.Jobs.Running;

internal static class JobTelemetry
{
    private static readonly ActivitySource Source = new("Gaia.Jobs");
    private static readonly Meter Meter = new("Gaia.Jobs");
    private static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("gaia.jobs.wait", "s", "From ready to started.");
    private static readonly Histogram<double> Took = Meter.CreateHistogram<double>("gaia.jobs.duration", "s", "From started to ended.");

    /// <summary>Continues the trace of the one who enqueued.</summary>
    public static Activity? Start(Job job, TimeProvider time)
    {
        var ready = job.NotBefore > job.EnqueuedAt ? job.NotBefore : job.EnqueuedAt;
        Wait.Record(Math.Max(0, (time.GetUtcNow() - ready).TotalSeconds), new KeyValuePair<string, object?>("kind", job.Kind));
        ActivityContext.TryParse(job.TraceParent, null, out var parent);
        return Source.StartActivity(job.Kind, ActivityKind.Consumer, parent)
            ?.SetTag("gaia.job.id", job.Id.Value).SetTag("gaia.job.attempt", job.Attempt);
    }

    public static void Ended(Job job, string how, TimeSpan took) => Took.Record(took.TotalSeconds,
        new KeyValuePair<string, object?>("kind", job.Kind), new KeyValuePair<string, object?>("outcome", how));
}
