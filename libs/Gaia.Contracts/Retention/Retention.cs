namespace Gaia.Contracts;

/// <summary>How long what runs leave is kept, in days; 0 is for ever.</summary>
/// <param name="RunsKept">Of each component in a stack so many of the newest runs stay whatever their age.</param>
/// <param name="StateVersionsKept">Of each state so many of the newest versions stay whatever their age.</param>
public sealed record RetentionPolicyResponse(
    double Runs, int RunsKept, double Logs, double Plans, double StateVersions, int StateVersionsKept, double Configurations, double DeadJobs);

/// <summary>How much of each kind.</summary>
public sealed record RemovedResponse(long Runs, long Logs, long Plans, long StateVersions, long Configurations, long DeadJobs);

/// <param name="Due">What the next sweep would remove.</param>
/// <param name="SweptAt">Null where no sweep was yet. So is what it removed.</param>
public sealed record RetentionResponse(RetentionPolicyResponse Policy, RemovedResponse Due, DateTimeOffset? SweptAt, RemovedResponse? LastSweep);

/// <param name="Queued">False where a sweep was waiting or going on already.</param>
public sealed record SweepResponse(bool Queued);

/// <param name="Stacks">A glob.</param>
/// <param name="Component">Null for all of them.</param>
public sealed record PlaceHoldRequest(string Stacks, string Reason, string? Component = null);

/// <summary>A legal hold: nothing of what it covers is removed while it stands.</summary>
/// <param name="ReleasedAt">Null while it stands.</param>
public sealed record HoldResponse(
    Guid Id, string Stacks, string? Component, string Reason, string PlacedBy, DateTimeOffset PlacedAt, string? ReleasedBy, DateTimeOffset? ReleasedAt);
