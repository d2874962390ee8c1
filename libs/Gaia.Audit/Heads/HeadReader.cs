using Npgsql;

namespace Gaia.Audit.Heads;

/// <summary>
/// Reads the end of the chain for as long as this replica is the one that notes it: a lock of the session says so, and
/// goes with the connection.
/// </summary>
internal sealed class HeadReader(NpgsqlDataSource database, TimeProvider time) : IAsyncDisposable
{
    private const string Lock = "SELECT pg_try_advisory_lock(hashtextextended('gaia.audit.heads', 0))";
    private const string Unlock = "SELECT pg_advisory_unlock_all()";
    private const string Last = "SELECT sequence, hash FROM audit.entries ORDER BY sequence DESC LIMIT 1";
    private NpgsqlConnection? held;

    /// <returns>Null while the log is empty, or another replica notes.</returns>
    public async Task<LogHead?> ReadAsync(CancellationToken cancellationToken)
    {
        // What was held may have been closed by the server since: then once more, with another.
        for (var isNew = held is null; ; isNew = true)
            try
            {
                if (held is null && !await TakeAsync(cancellationToken)) return null;
                await using var command = new NpgsqlCommand(Last, held);
                await using var row = await command.ExecuteReaderAsync(cancellationToken);
                return await row.ReadAsync(cancellationToken) ? new(time.GetUtcNow(), row.GetInt64(0), row.GetString(1)) : null;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                return null; // not migrated yet
            }
            catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
            {
                await DisposeAsync();
                if (isNew) throw;
            }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is null) return;
        await using var connection = held;
        held = null;
        try
        {
            // A pool does that too, but only when it gives the connection to somebody else.
            await using var command = new NpgsqlCommand(Unlock, connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and its session with the lock is over.
        }
    }

    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        held = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Lock, held);
        if (await command.ExecuteScalarAsync(cancellationToken) is true) return true;
        await DisposeAsync();
        return false;
    }
}
