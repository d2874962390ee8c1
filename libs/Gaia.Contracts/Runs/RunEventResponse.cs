using System.Text.Json;

namespace Gaia.Contracts;

/// <summary>
/// One thing that happened in a run, in order. As a server-sent event: <c>id</c> is <paramref name="Sequence"/>,
/// <c>event</c> is <paramref name="Type"/> and <c>data</c> is this record as JSON.
/// </summary>
/// <param name="Sequence">Counts from 1 within the run, without gaps.</param>
/// <param name="Type">One of <see cref="RunEventTypes"/>; clients ignore types they do not know.</param>
/// <param name="Data">The record that <see cref="RunEventTypes"/> names for the type.</param>
public sealed record RunEventResponse(long Sequence, DateTimeOffset At, string Type, JsonElement Data);

public static class RunEventTypes
{
    /// <summary><see cref="StatusChanged"/></summary>
    public const string Status = "status";

    /// <summary><see cref="PhaseStarted"/></summary>
    public const string Phase = "phase";

    /// <summary><see cref="ResourceProgress"/></summary>
    public const string Resource = "resource";

    /// <summary><see cref="DiagnosticReported"/></summary>
    public const string Diagnostic = "diagnostic";

    /// <summary><see cref="LogLine"/></summary>
    public const string Log = "log";

    /// <summary><see cref="PlanSummarized"/></summary>
    public const string Plan = "plan";

    /// <summary><see cref="OutputsChanged"/></summary>
    public const string Outputs = "outputs";
}

public sealed record StatusChanged(RunStatus Status, string? By, string? Reason);

/// <param name="Phase">fetch, resolve, lock, init, workspace, plan, show, apply, save.</param>
public sealed record PhaseStarted(string Phase);

/// <param name="State">planned, drifted, refreshing, refreshed, started, progress, completed or failed.</param>
/// <param name="ElapsedSeconds">Terraform's own measure, where it gives one.</param>
public sealed record ResourceProgress(
    string Address, string Type, string State, ChangeAction Action, double? ElapsedSeconds, string? ResourceId);

/// <param name="Severity">error or warning.</param>
/// <param name="File">Relative to the component, with <paramref name="Line"/> and <paramref name="Column"/> from 1.</param>
public sealed record DiagnosticReported(
    string Severity, string Summary, string? Detail, string? Address, string? File, int? Line, int? Column, string? Snippet);

/// <param name="Stream">stdout or stderr.</param>
public sealed record LogLine(string Stream, string Line);

public sealed record PlanSummarized(string Digest, ChangeCounts Changes);

public sealed record OutputsChanged(IReadOnlyList<OutputResponse> Outputs);
