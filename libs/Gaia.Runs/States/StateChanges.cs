using Gaia.Audit;
using Npgsql;

namespace Gaia.Runs.States;

/// <summary>
/// The one way a state changes: its row, the version, the lock and the audit record commit together or not at all. Order of
/// row locks: the run (where one asks), its lock, then the state.
/// </summary>
public sealed class StateChanges(NpgsqlDataSource database, StateBlobs blobs, AuditLog audit, TimeProvider time)
{
    internal delegate Task<(T Result, AuditEntry? Record)> Change<T>(OpenState state, CancellationToken cancellationToken);

    /// <param name="writes">Whether a run must be applying.</param>
    /// <param name="file">What <paramref name="change"/> may add.</param>
    internal async Task<T> ChangeAsync<T>(
        StatePlace place, StateUser user, bool writes, Change<T> change, CancellationToken cancellationToken, StateFile? file = null)
    {
        if (file is not null) await blobs.ExpectAsync(place.Key, file, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        (Run Run, long Fence)? hold = user.Run is { } claim
            ? await RunTokens.HoldAsync(connection, transaction, claim, place.Key, writes, cancellationToken)
            : null;
        var state = await StateStore.OpenAsync(connection, transaction, place, cancellationToken);
        if (user.Run is null) StateOwners.Demand(await StateOwners.ClaimAsync(connection, transaction, place.Key, place.Stack, place.Component, cancellationToken), place, user);
        var open = new OpenState(connection, transaction, blobs, place, state, user, hold, time.GetUtcNow());
        var (result, record) = await change(open, cancellationToken);
        if (record is not null) await audit.AppendAsync(connection, transaction, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>The state as it is, after the same checks; null if it does not exist.</summary>
    internal async Task<KeptState?> LookAsync(StatePlace place, StateUser user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (user.Run is { } claim) await RunTokens.HoldAsync(connection, transaction, claim, place.Key, writes: false, cancellationToken);
        var state = await StateStore.FindAsync(connection, transaction, place.Key, cancellationToken);
        if (state is not null && user.Run is null) StateOwners.Demand(await StateOwners.ListAsync(connection, transaction, place.Key, cancellationToken), place, user);
        return state;
    }

    internal async Task RecordAsync(AuditEntry record, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await audit.AppendAsync(connection, transaction, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
