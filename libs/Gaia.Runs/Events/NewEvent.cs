using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Gaia.Runs.Events;

/// <summary>An event that has no place in the log yet.</summary>
internal sealed partial record NewEvent(DateTimeOffset At, string Type, string Data)
{
    public static NewEvent Status(DateTimeOffset at, RunStatus status, string? by, string? reason = null) =>
        Of(at, "status", new StatusChanged(status, by, reason), RunsJson.Default.StatusChanged);

    public static NewEvent Phase(DateTimeOffset at, string phase) => Of(at, "phase", new PhaseStarted(phase), RunsJson.Default.PhaseStarted);

    public static NewEvent Resource(DateTimeOffset at, ResourceProgress progress) =>
        Of(at, "resource", progress, RunsJson.Default.ResourceProgress);

    public static NewEvent Diagnostic(DateTimeOffset at, DiagnosticReported diagnostic) =>
        Of(at, "diagnostic", diagnostic, RunsJson.Default.DiagnosticReported);

    public static NewEvent Log(DateTimeOffset at, string stream, string line) =>
        Of(at, "log", new LogLine(stream, line), RunsJson.Default.LogLine);

    public static NewEvent Plan(DateTimeOffset at, PlanSummarized plan) => Of(at, "plan", plan, RunsJson.Default.PlanSummarized);

    public static NewEvent Outputs(DateTimeOffset at, OutputsChanged outputs) =>
        Of(at, "outputs", outputs, RunsJson.Default.OutputsChanged);

    private static NewEvent Of<T>(DateTimeOffset at, string type, T data, JsonTypeInfo<T> shape) =>
        new(at, type, Nul().Replace(JsonSerializer.Serialize(data, shape), "$1\uFFFD"));

    // jsonb has no NUL. What was written as a backslash and u0000 has two backslashes in JSON, and stays.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex Nul();
}
