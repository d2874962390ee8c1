namespace Gaia.Runs.States;

/// <summary>Takes over a state that lived elsewhere, if Gaia has none for the component yet.</summary>
public sealed class AdoptState(StateChanges changes)
{
    /// <summary>The same content again is not an error.</summary>
    /// <exception cref="RunRefusedException">
    /// <c>state.not-a-state</c>, <c>state.exists</c>, <c>state.locked</c>, <c>state.elsewhere</c>
    /// </exception>
    public async Task<StateVersion> ExecuteAsync(StatePlace place, byte[] body, StateUser user, CancellationToken cancellationToken)
    {
        var file = StateFile.Read(body);
        return await changes.ChangeAsync(place, user, writes: true, async (open, stop) =>
        {
            if (open.State.Current is { } current)
                return current.Digest == file.Digest ? (current, null) : throw StateErrors.Exists(place.Key, current);
            if (open.State.Lock is { } holder) throw StateErrors.Locked(holder);
            if (open.State.Identity is { } identity && !StateHomes.MayBeHere(identity)) throw StateErrors.Elsewhere(identity);
            var added = await open.AddAsync(file, StateOrigin.Adopt, null, stop);
            return (added, open.Record("states.adopt", added));
        }, cancellationToken, file);
    }
}
