namespace Gaia.Runs;

/// <summary>Throws the plan away; nothing is applied.</summary>
public sealed class DiscardRun(RunChanges changes, TimeProvider time)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.not-awaiting-approval</c></exception>
    public Task<Run> ExecuteAsync(RunId id, string? reason, Actor actor, CancellationToken cancellationToken) =>
        changes.ChangeAsync(id, new RunDecision(actor, "runs.discard", reason), run => run.Discard(time.GetUtcNow()), cancellationToken);
}
