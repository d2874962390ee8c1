using Gaia.Audit;
using Npgsql;

namespace Gaia.Runs.States;

/// <summary>A state whose row is locked, in the transaction that decides about it.</summary>
internal sealed class OpenState(
    NpgsqlConnection connection, NpgsqlTransaction transaction, StateBlobs blobs, StatePlace place, KeptState state, StateUser user,
    (Run Run, long Fence)? hold, DateTimeOffset now)
{
    public KeptState State => state;

    public DateTimeOffset Now => now;

    /// <param name="file">That was given to <see cref="StateChanges"/>: its blob is expected.</param>
    public async Task<StateVersion> AddAsync(StateFile file, StateOrigin origin, long? rolledBackTo, CancellationToken cancellationToken)
    {
        // First the bytes: without a row they go in a day, and a row without them would harm.
        await blobs.WriteAsync(place, file, cancellationToken);
        var author = hold is { Run: var run } ? run.ApprovedBy ?? run.CreatedBy : user.Actor.Name;
        return await StateStore.AddAsync(connection, transaction, new(place, file, origin, author, now)
        {
            Run = hold?.Run.Id, Fence = hold?.Fence, RolledBackTo = rolledBackTo,
        }, cancellationToken);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        StateStore.SetCurrentAsync(connection, transaction, place.Key, null, cancellationToken);

    public Task LockAsync(StateLock taken, CancellationToken cancellationToken) =>
        StateLockStore.TakeAsync(connection, transaction, place.Key, taken, cancellationToken);

    public Task UnlockAsync(CancellationToken cancellationToken) =>
        StateLockStore.FreeAsync(connection, transaction, place.Key, cancellationToken);

    public AuditEntry Record(string action, string detail) => new(
        user.Actor.Name, action, $"state:{place.Key}", $"{place.Component} in {place.Stack}: {detail}") { Stack = place.Stack };

    public AuditEntry Record(string action, StateVersion version) => Record(
        action, $"version {version.Version}, serial {version.Serial}, {version.Digest}");
}
