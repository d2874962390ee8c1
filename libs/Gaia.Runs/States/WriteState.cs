using System.Security.Cryptography;

namespace Gaia.Runs.States;

/// <summary>Stores what terraform wrote, as a version, where it follows upon what is there.</summary>
public sealed class WriteState(StateChanges changes)
{
    /// <param name="lockId">Of the lock that terraform took; null without one.</param>
    /// <param name="md5">Of the body as the sender counted it, base64; null where it was not told.</param>
    /// <returns>The version that now has this content.</returns>
    /// <exception cref="RunRefusedException">
    /// <c>state.digest</c>, <c>state.not-a-state</c>, <c>state.lineage</c>, <c>state.serial</c>, <c>state.locked</c>,
    /// <c>state.run-over</c>, <c>state.not-of-this-run</c>, <c>state.run-may-not-write</c>
    /// </exception>
    public async Task<StateVersion> ExecuteAsync(
        StatePlace place, byte[] body, string? lockId, string? md5, StateUser user, CancellationToken cancellationToken)
    {
        if (md5 is not null && Convert.ToBase64String(MD5.HashData(body)) is var found && found != md5) throw StateErrors.DigestMismatch(md5, found);
        var file = StateFile.Read(body);
        return await changes.ChangeAsync(place, user, writes: true, async (open, stop) =>
        {
            if (open.State.Holders.AgainstWriting(user, lockId) is { } holder) throw StateErrors.Locked(holder);
            if (!StateRules.IsNew(open.State.Current, file)) return (open.State.Current!, null);
            var version = await open.AddAsync(file, StateOrigin.Backend, null, stop);
            return (version, open.Record("states.write", version));
        }, cancellationToken, file);
    }
}
