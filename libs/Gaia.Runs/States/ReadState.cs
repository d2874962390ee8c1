namespace Gaia.Runs.States;

/// <summary>The content of a state, secrets and all.</summary>
public sealed class ReadState(StateStore store, StateChanges changes, StateBlobs blobs)
{
    /// <summary>For terraform.</summary>
    /// <returns>Null if it does not exist.</returns>
    /// <exception cref="RunRefusedException"><c>state.run-over</c>, <c>state.not-of-this-run</c></exception>
    /// <exception cref="StateUnreadableException">There is one and it cannot be read.</exception>
    public async Task<byte[]?> ExecuteAsync(StatePlace place, StateUser user, CancellationToken cancellationToken) =>
        await BytesAsync(await changes.LookAsync(place, user, cancellationToken), cancellationToken);

    /// <summary>For a worker: by the identity, which names the workspace too.</summary>
    /// <returns>Null if it does not exist.</returns>
    /// <exception cref="StateUnreadableException">There is one and it cannot be read.</exception>
    public async Task<byte[]?> ExecuteAsync(string identity, CancellationToken cancellationToken) =>
        await BytesAsync(await store.FindAsync(StateKey.Of(identity), cancellationToken), cancellationToken);

    /// <summary>Whether the state of an identity has content.</summary>
    public async Task<bool> ExistsAsync(string identity, CancellationToken cancellationToken) =>
        await store.FindAsync(StateKey.Of(identity), cancellationToken) is { Current: not null };

    private async Task<byte[]?> BytesAsync(KeptState? state, CancellationToken cancellationToken) =>
        state?.Current is { } current ? await blobs.ReadAsync(current, cancellationToken) : null;
}
