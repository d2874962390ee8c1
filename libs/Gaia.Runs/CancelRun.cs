namespace Gaia.Runs;

/// <summary>Ends a run: at once where terraform does not run, else terraform is interrupted and saves its state.</summary>
public sealed class CancelRun(RunChanges changes, TimeProvider time)
{
    /// <param name="force">Kill terraform instead of waiting for it to save its state.</param>
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.finished</c></exception>
    public Task<Run> ExecuteAsync(RunId id, bool force, Actor actor, CancellationToken cancellationToken) => changes.ChangeAsync(
        id, new RunDecision(actor, force ? "runs.cancel-by-force" : "runs.cancel"), run => run.Cancel(actor, force, time.GetUtcNow()),
        cancellationToken);
}
