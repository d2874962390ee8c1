using System.Text.Json;
using Gaia.Runs.Plans;

namespace Gaia.Runs.Events;

/// <summary>Events as the lines of a plain log.</summary>
internal static class EventText
{
    public static IEnumerable<string> Lines(RunEvent happened) => happened.Type switch
    {
        "log" => [happened.Data.Deserialize(RunsJson.Default.LogLine)!.Line],
        "status" => [Status(happened.Data.Deserialize(RunsJson.Default.StatusChanged)!)],
        "phase" => [$"--- {happened.Data.Deserialize(RunsJson.Default.PhaseStarted)!.Phase}"],
        "resource" => [Resource(happened.Data.Deserialize(RunsJson.Default.ResourceProgress)!)],
        "diagnostic" => Diagnostic(happened.Data.Deserialize(RunsJson.Default.DiagnosticReported)!),
        _ => [],
    };

    private static string Status(StatusChanged status) =>
        $"=== {RunStore.Word(status.Status)}{(status.By is null ? "" : $" by {status.By}")}{(status.Reason is null ? "" : $": {status.Reason}")}";

    private static string Resource(ResourceProgress progress)
    {
        var action = progress.Action is ChangeAction.NoOp ? "" : $" ({RunStore.Word(progress.Action)})";
        var id = progress.ResourceId is null ? "" : $" [id={progress.ResourceId}]";
        var elapsed = progress.ElapsedSeconds is null ? "" : $" after {progress.ElapsedSeconds}s";
        return $"{progress.Address}: {progress.State}{action}{elapsed}{id}";
    }

    private static IEnumerable<string> Diagnostic(DiagnosticReported diagnostic)
    {
        var place = diagnostic.File is null ? "" : $" ({diagnostic.File}:{diagnostic.Line})";
        yield return $"{diagnostic.Severity}: {diagnostic.Summary}{place}";
        foreach (var line in (diagnostic.Detail ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return $"  {line}";
    }
}
