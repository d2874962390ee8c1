namespace Gaia.Runs.States;

/// <summary>Makes the content of an older version the current one, as a new version under the next serial.</summary>
public sealed class RollbackState(StateStore store, StateChanges changes, StateBlobs blobs)
{
    /// <exception cref="RunRefusedException"><c>state.version-not-found</c>, <c>state.locked</c>, <c>state.elsewhere</c></exception>
    public async Task<StateVersion> ExecuteAsync(StatePlace place, long version, StateUser user, CancellationToken cancellationToken)
    {
        var target = await store.FindVersionAsync(place.Key, version, cancellationToken) ?? throw StateErrors.VersionNotFound(place.Key, version);
        var content = StateFile.Read(await blobs.ReadAsync(target, cancellationToken));
        // Its serial follows from the version that is current under the state's lock; another writer may have come first.
        while (true)
        {
            var next = content.WithSerial(await NextSerialAsync(await store.FindAsync(place.Key, cancellationToken), target, cancellationToken));
            if (await TryAsync(place, next, target, user, cancellationToken) is { } added) return added;
        }
    }

    /// <returns>Null where the next serial is another one.</returns>
    private Task<StateVersion?> TryAsync(StatePlace place, StateFile next, StateVersion target, StateUser user, CancellationToken cancellationToken) =>
        changes.ChangeAsync<StateVersion?>(place, user, writes: true, async (open, stop) =>
        {
            if (open.State.Lock is { } holder) throw StateErrors.Locked(holder);
            if (StateHomes.IsCopy(open.State)) throw StateErrors.Elsewhere(open.State.Identity!);
            if (await NextSerialAsync(open.State, target, stop) != next.Serial) return (null, null);
            var added = await open.AddAsync(next, StateOrigin.Rollback, target.Version, stop);
            return (added, open.Record("states.rollback", $"to version {target.Version}: version {added.Version}, serial {added.Serial}, {added.Digest}"));
        }, cancellationToken, next);

    private async Task<long> NextSerialAsync(KeptState? state, StateVersion target, CancellationToken cancellationToken)
    {
        var newest = state?.Current ?? (state is null ? null : await store.FindVersionAsync(state.Key, state.Latest, cancellationToken)) ?? target;
        return Math.Max(newest.Serial, target.Serial) + 1;
    }
}
