using Gaia.Runs.Plans;
using Gaia.Runs.States;

namespace Gaia.Runs.Events;

// What events carry, under the property names that clients read.

internal sealed record StatusChanged(RunStatus Status, string? By, string? Reason);

/// <param name="Phase">fetch, resolve, lock, init, workspace, plan, show, apply, save.</param>
internal sealed record PhaseStarted(string Phase);

/// <param name="State">planned, drifted, refreshing, refreshed, started, progress, completed or failed.</param>
internal sealed record ResourceProgress(
    string Address, string Type, string State, ChangeAction Action, double? ElapsedSeconds, string? ResourceId);

internal sealed record DiagnosticReported(
    string Severity, string Summary, string? Detail, string? Address, string? File, int? Line, int? Column, string? Snippet);

internal sealed record LogLine(string Stream, string Line);

internal sealed record PlanSummarized(string Digest, ChangeCounts Changes);

internal sealed record OutputsChanged(IReadOnlyList<RunOutput> Outputs);
