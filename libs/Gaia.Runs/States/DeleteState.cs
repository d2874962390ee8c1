namespace Gaia.Runs.States;

/// <summary>There is no state any more; its versions stay, and can be rolled back to.</summary>
public sealed class DeleteState(StateChanges changes)
{
    /// <summary>Deleting nothing is not an error.</summary>
    /// <param name="lockId">Terraform tells none here: then whoever holds the lock may.</param>
    /// <exception cref="RunRefusedException">As for writing.</exception>
    public Task ExecuteAsync(StatePlace place, string? lockId, StateUser user, CancellationToken cancellationToken) =>
        changes.ChangeAsync<bool>(place, user, writes: true, async (open, stop) =>
        {
            var holders = open.State.Holders;
            var id = lockId ?? (holders.Terraform is { } held && StateHolders.IsOf(held, user) ? held.Id : null);
            // Whoever locked it before a run came may still write what they began, but not take the state away under that run.
            if ((holders.AgainstWriting(user, id) ?? holders.AgainstTaking(user)) is { } holder) throw StateErrors.Locked(holder);
            if (open.State.Current is not { } current) return (false, null);
            await open.DeleteAsync(stop);
            return (true, open.Record("states.delete", current));
        }, cancellationToken);
}
