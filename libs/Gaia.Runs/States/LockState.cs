namespace Gaia.Runs.States;

/// <summary>Terraform's LOCK: one holder for each state, and nobody beside a run that holds Gaia's lock.</summary>
public sealed class LockState(StateChanges changes)
{
    /// <param name="body">Lock information as terraform sends it.</param>
    /// <exception cref="StateLockedException">Somebody else holds it.</exception>
    /// <exception cref="RunRefusedException"><c>state.bad-lock</c>, <c>state.run-over</c>, <c>state.not-of-this-run</c></exception>
    public Task ExecuteAsync(StatePlace place, ReadOnlyMemory<byte> body, StateUser user, CancellationToken cancellationToken) =>
        changes.ChangeAsync<bool>(place, user, writes: false, async (open, stop) =>
        {
            var wanted = StateLock.Parse(body, user, open.Now);
            var holders = open.State.Holders;
            if (holders.Terraform is { } held)
                return held.Id == wanted.Id && StateHolders.IsOf(held, user) ? (true, null) : throw StateErrors.Locked(held);
            if (holders.AgainstTaking(user) is { } run) throw StateErrors.Locked(run);
            await open.LockAsync(wanted, stop);
            return (true, null);
        }, cancellationToken);
}
