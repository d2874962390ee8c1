using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gaia.Runs;

internal static class RunTelemetry
{
    private static readonly ActivitySource Source = new("Gaia.Runs");
    private static readonly Meter Meter = new("Gaia.Runs");
    private static readonly Counter<long> Transitions = Meter.CreateCounter<long>("gaia.runs.transitions");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gaia.runs.duration", "s", "From queued to finished.");

    public static Activity? Phase(RunId run, string phase) => Source.StartActivity($"terraform {phase}")?.SetTag("gaia.run.id", run.Value);

    public static Activity? Fetch(Run run) =>
        Source.StartActivity("fetch", ActivityKind.Internal, run.TraceParent)?.SetTag("gaia.run.id", run.Id.Value);

    public static void Changed(Run before, Run after, DateTimeOffset now)
    {
        Transitions.Add(1, new("from", RunStore.Word(before.Status)), new("to", RunStore.Word(after.Status)));
        if (after.Status.IsFinished())
            Duration.Record((now - after.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("status", RunStore.Word(after.Status)));
    }
}
