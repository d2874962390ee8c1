using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <param name="CreatedBy">By name: <c>token:ci</c>, <c>oidc:repo:acme/infra</c>, <c>development</c>. So is who approved it.</param>
/// <param name="CreatedByToken">Id of the token; two of the same name, one after the other, are two actors. Null unless it is a token of Gaia's.</param>
/// <param name="Configuration">Null, as <paramref name="StateIdentity"/> and <paramref name="Commit"/> are, until the revision of <paramref name="Ref"/> is fetched.</param>
public sealed record RunResponse(
    Guid Id,
    string Component,
    string Stack,
    RunOperation Operation,
    RunStatus Status,
    string? Configuration,
    string? StateIdentity,
    bool AutoApprove,
    bool PlanOnly,
    string? PlanDigest,
    ChangeCounts? Changes,
    string CreatedBy,
    string? ApprovedBy,
    string? Message,
    string? Error,
    string? Advice,
    int? TerraformExitCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? PlannedAt,
    DateTimeOffset? FinishedAt,
    int Version,
    long LastEvent,
    IReadOnlyList<RunVariableResponse>? Variables = null,
    Guid? CreatedByToken = null,
    Guid? ApprovedByToken = null,
    string? Ref = null,
    string? Commit = null);

/// <summary>What was given with a run by -var (<paramref name="Name"/>) or -var-file (<paramref name="File"/>); never the value.</summary>
public sealed record RunVariableResponse(string? Name = null, string? File = null)
{
    public override string ToString() => Name ?? File ?? "";
}

/// <summary>Planned, AwaitingApproval and the ones before them can still change; see <c>IsFinished</c>.</summary>
[JsonConverter(typeof(CamelCaseEnum<RunStatus>))]
public enum RunStatus
{
    /// <summary>Its revision is fetched from the registered repository.</summary>
    Fetching,
    Queued,
    Planning,
    AwaitingApproval,
    Approved,
    Applying,
    /// <summary>The plan finished and nothing is to be applied: no changes, or plan only.</summary>
    Planned,
    Applied,
    Discarded,
    Canceled,
    Failed,
    /// <summary>The worker died in the middle of an apply: what was done is in the state; see the run's advice.</summary>
    Interrupted,
}

public static class RunStatuses
{
    public static bool IsFinished(this RunStatus status) => status switch
    {
        RunStatus.Fetching or RunStatus.Queued or RunStatus.Planning or RunStatus.AwaitingApproval or RunStatus.Approved
            or RunStatus.Applying => false,
        RunStatus.Planned or RunStatus.Applied or RunStatus.Discarded or RunStatus.Canceled or RunStatus.Failed
            or RunStatus.Interrupted => true,
    };
}

/// <summary>Resources the plan would create, update, delete, replace (counted neither in create nor delete) and import.</summary>
public sealed record ChangeCounts(int Create, int Update, int Delete, int Replace, int Import);
