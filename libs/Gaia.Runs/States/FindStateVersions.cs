using Gaia.Audit;

namespace Gaia.Runs.States;

/// <summary>What a state's content was over time.</summary>
public sealed class FindStateVersions(StateStore store, StateChanges changes, StateBlobs blobs)
{
    /// <summary>Newest first.</summary>
    /// <param name="before">Number of the version that the page before ended with.</param>
    public Task<IReadOnlyList<StateVersion>> ListAsync(StateKey state, long? before, int limit, CancellationToken cancellationToken) =>
        store.ListVersionsAsync(state, before, limit, cancellationToken);

    /// <exception cref="RunRefusedException"><c>state.version-not-found</c></exception>
    public async Task<StateVersion> FindAsync(StateKey state, long version, CancellationToken cancellationToken) =>
        await store.FindVersionAsync(state, version, cancellationToken) ?? throw StateErrors.VersionNotFound(state, version);

    /// <summary>The bytes, secrets and all; that they were given out is recorded first.</summary>
    /// <param name="stack">By which the state was found.</param>
    /// <exception cref="RunRefusedException"><c>state.version-not-found</c></exception>
    public async Task<byte[]> ContentAsync(KeptState state, string stack, long version, StateUser user, CancellationToken cancellationToken)
    {
        await changes.LookAsync(new(state.Key, stack, state.Component), user, cancellationToken); // it may be another stack's as well
        var found = await FindAsync(state.Key, version, cancellationToken);
        var bytes = await blobs.ReadAsync(found, cancellationToken);
        await changes.RecordAsync(new AuditEntry(user.Actor.Name, "states.read", $"state:{state.Key}",
            $"{state.Component} in {state.Stack}: content of version {version}") { Stack = state.Stack }, cancellationToken);
        return bytes;
    }
}
