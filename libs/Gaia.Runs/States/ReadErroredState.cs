using Gaia.Audit;

namespace Gaia.Runs.States;

/// <summary>What terraform left as errored.tfstate of a run and nothing could push: secrets and all. That it was given out is recorded first.</summary>
public sealed class ReadErroredState(StateBlobs blobs, StateChanges changes)
{
    /// <exception cref="RunRefusedException"><c>run.no-errored-state</c></exception>
    /// <exception cref="StateUnreadableException">There is one and it cannot be read.</exception>
    public async Task<byte[]> ExecuteAsync(Run run, StateUser user, CancellationToken cancellationToken)
    {
        if (run.StateIdentity is not null) await changes.LookAsync(StatePlace.Of(run), user, cancellationToken); // it may be another stack's as well
        var bytes = await blobs.ReadErroredAsync(run.Id, cancellationToken) ?? throw RunErrors.NoErroredState(run);
        await changes.RecordAsync(new AuditEntry(user.Actor.Name, "runs.read-errored-state", $"run:{run.Id}",
            $"{run.Component} in {run.Stack}: errored.tfstate") { Stack = run.Stack }, cancellationToken);
        return bytes;
    }
}
