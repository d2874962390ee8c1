namespace Gaia.Runs.States;

/// <summary>Makes the content of an older version the current one, as a new version under the next serial.</summary>
public sealed class RollbackState(StateStore store, StateChanges changes, StateBlobs blobs)
{
    /// <exception cref="RunRefusedException"><c>state.version-not-found</c>, <c>state.locked</c>, <c>state.elsewhere</c></exception>
    public async Task<StateVersion> ExecuteAsync(StatePlace place, long version, StateUser user, CancellationToken cancellationToken)
    {
        var target = await store.FindVersionAsync(place.Key, version, cancellationToken) ?? throw StateErrors.VersionNotFound(place.Key, version);
        var content = StateFile.Read(await blobs.ReadAsync(target, cancellationToken));
        return await changes.ChangeAsync(place, user, writes: true, async (open, stop) =>
        {
            if (open.State.Lock is { } holder) throw StateErrors.Locked(holder);
            if (StateHomes.IsCopy(open.State)) throw StateErrors.Elsewhere(open.State.Identity!);
            var newest = open.State.Current ?? await store.FindVersionAsync(place.Key, open.State.Latest, stop) ?? target;
            var next = content.WithSerial(Math.Max(newest.Serial, target.Serial) + 1);
            var added = await open.AddAsync(next, StateOrigin.Rollback, target.Version, stop);
            return (added, open.Record("states.rollback", $"to version {target.Version}: version {added.Version}, serial {added.Serial}, {added.Digest}"));
        }, cancellationToken);
    }
}
