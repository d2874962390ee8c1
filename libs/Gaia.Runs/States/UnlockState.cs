namespace Gaia.Runs.States;

/// <summary>
/// Terraform's UNLOCK. With the lock's own information it gives the lock back; <c>terraform force-unlock</c> sends an empty
/// body, whatever ID it was given: the lock that is meant stands in the address, or whichever lock there is is broken.
/// </summary>
public sealed class UnlockState(StateChanges changes)
{
    /// <summary>Unlocking what is free is not an error.</summary>
    /// <param name="broken">ID of the lock that is to be broken; null: any.</param>
    /// <param name="demandForce">Throws unless the user may break somebody else's lock, in the stack that it is told.</param>
    /// <exception cref="StateLockedException">Somebody else holds it, and it cannot be broken: another ID was named, or a run works.</exception>
    public Task ExecuteAsync(
        StatePlace place, ReadOnlyMemory<byte> body, string? broken, StateUser user, Action<string> demandForce, CancellationToken cancellationToken)
    {
        return changes.ChangeAsync<bool>(place, user, writes: false, async (open, stop) =>
        {
            var named = body.Span.Trim(" \r\n\t"u8).IsEmpty ? null : StateLock.Parse(body, user, open.Now).Id;
            if (open.State.Holders.Terraform is not { } held)
                return named is null && open.State.Holders.AgainstTaking(user) is { } run ? throw StateErrors.Locked(run) : (true, null);
            if ((named ?? broken) is { } meant && meant != held.Id) throw StateErrors.Locked(held);
            var own = StateHolders.IsOf(held, user);
            if (!own && (held.Run is not null || user.Run is not null)) throw StateErrors.Locked(held);
            if (!own) Demand(open.State);
            await open.UnlockAsync(stop);
            return (true, own && named is not null ? null : open.Record("states.force-unlock", $"lock {held.Id} of {held.Who} ({held.Holder})"));
        }, cancellationToken);

        void Demand(KeptState state)
        {
            demandForce(place.Stack);
            demandForce(state.Stack);
        }
    }
}
