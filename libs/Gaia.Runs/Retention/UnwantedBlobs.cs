using Gaia.Configurations.Blobs;
using Npgsql;

namespace Gaia.Runs.Retention;

/// <summary>
/// Deletes blobs that nothing refers to, one at a time under the lock of its row: whoever wants to write it again waits, and does so after.
/// Those of a run that is held wait until it no longer is.
/// </summary>
public sealed class UnwantedBlobs(NpgsqlDataSource database, IBlobStore blobs)
{
    // Then it is the store, and not the blob: each takes as long as the store is asked again.
    private const int MaxFailuresInARow = 10;

    /// <summary>
    /// Before a blob is written: where no row comes to name it within a day, it goes. In no transaction of the caller's: it stays where that
    /// is rolled back. Whoever writes the row takes the note away in the same transaction. It waits for a removal under way, so call it
    /// with no row locked.
    /// </summary>
    internal async Task ExpectAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO runs.unwanted_blobs (key, not_before) VALUES ($1, now() + interval '1 day')
            ON CONFLICT (key) DO UPDATE SET not_before = excluded.not_before
            """);
        command.Parameters.Add(new() { Value = key });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Also those behind one that cannot be deleted, which waits for an hour.</summary>
    /// <exception cref="BlobsNotDeletedException">At the end; before it where the store refuses one after the other.</exception>
    internal async Task DeleteDueAsync(CancellationToken cancellationToken)
    {
        var (kept, inARow) = (new List<(string Key, Exception Fault)>(), 0);
        while (inARow < MaxFailuresInARow && await DeleteOneAsync(cancellationToken) is (var key, var fault))
        {
            inARow = fault is null ? 0 : inARow + 1;
            if (fault is not null) kept.Add((key, fault));
        }
        if (kept.Count > 0) throw new BlobsNotDeletedException(kept.Count, kept[0].Key, kept[0].Fault);
    }

    private async Task<(string Key, Exception? Fault)?> DeleteOneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await NextAsync(connection, transaction, cancellationToken) is not { } key) return null;
        var isHeld = await IsHeldAsync(connection, transaction, key, cancellationToken);
        var fault = isHeld || await IsWantedAsync(connection, transaction, key, cancellationToken) ? null : await TryDeleteAsync(key, cancellationToken);
        await using var done = new NpgsqlCommand(
            isHeld || fault is not null ? "UPDATE runs.unwanted_blobs SET not_before = now() + interval '1 hour' WHERE key = $1" : "DELETE FROM runs.unwanted_blobs WHERE key = $1",
            connection, transaction) { Parameters = { new() { Value = key } } };
        await done.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (key, fault);
    }

    private async Task<Exception?> TryDeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await blobs.DeleteAsync(key, cancellationToken);
            return null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return fault;
        }
    }

    private static async Task<string?> NextAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT key FROM runs.unwanted_blobs WHERE not_before <= now() ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED", connection, transaction);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    // A hold may have come after the run's plan was given up, and before its bytes are gone.
    private static Task<bool> IsHeldAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string key, CancellationToken cancellationToken) => key.Split('/') switch
    {
        ["runs", var run, _] => AskAsync(connection, transaction,
            $"SELECT EXISTS (SELECT 1 FROM runs.runs AS run WHERE run.id::text = $1 AND NOT ({string.Format(null, RetentionStore.NotHeld, "run")}))", run, cancellationToken),
        _ => Task.FromResult(false),
    };

    private static Task<bool> IsWantedAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string key, CancellationToken cancellationToken) => key.Split('/') switch
    {
        // Whoever writes a version expects its blob first, and waits for us; several versions may have the same content.
        ["states", _, _] => AskAsync(connection, transaction, "SELECT EXISTS (SELECT 1 FROM runs.state_versions WHERE blob = $1)", key, cancellationToken),
        ["configurations", _] => AskAsync(connection, transaction,
            "SELECT EXISTS (SELECT 1 FROM runs.configurations WHERE 'configurations/' || substr(digest, 8) || '.tar.gz' = $1)", key, cancellationToken),
        _ => Task.FromResult(false),
    };

    private static async Task<bool> AskAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string question, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(question, connection, transaction) { Parameters = { new() { Value = key } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
