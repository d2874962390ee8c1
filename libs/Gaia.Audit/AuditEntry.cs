namespace Gaia.Audit;

/// <summary>Who did what to what.</summary>
/// <param name="Actor"><c>token:ci-deploy</c>, <c>oidc:...</c>, <c>development</c>, <c>worker:host-1</c> or <c>gaia</c>.</param>
/// <param name="Action">Noun and verb: <c>runs.queue</c>, <c>runs.approve</c>, <c>tokens.create</c>.</param>
/// <param name="Subject">What it was done to: <c>run:&lt;id&gt;</c>, <c>token:&lt;id&gt;</c>.</param>
/// <param name="Detail">Words or JSON for people; never a secret.</param>
public sealed record AuditEntry(string Actor, string Action, string Subject, string? Detail = null)
{
    /// <summary>Whose stack it is about, so that who is in charge of some stacks sees what was done in them; null where it is about none.</summary>
    public string? Stack { get; init; }
}

/// <summary>An entry as it stands in the log.</summary>
public sealed record AuditRow(
    long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail, string Hash, string PreviousHash, string? Stack);
