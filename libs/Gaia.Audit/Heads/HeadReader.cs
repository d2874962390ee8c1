using Npgsql;

namespace Gaia.Audit.Heads;

/// <summary>
/// Reads the end of the chain for as long as this replica is the one that notes it: a lock of the session says so, and
/// goes with the connection.
/// </summary>
internal sealed class HeadReader(NpgsqlDataSource database, TimeProvider time) : IAsyncDisposable
{
    private const string Lock = "SELECT pg_try_advisory_lock(hashtextextended('gaia.audit.heads', 0))";
    private const string Last = "SELECT sequence, hash FROM audit.entries ORDER BY sequence DESC LIMIT 1";
    private NpgsqlConnection? held;

    /// <returns>Null while the log is empty, or another replica notes.</returns>
    public async Task<AuditHead?> ReadAsync(CancellationToken cancellationToken)
    {
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
        catch (NpgsqlException)
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is null) return;
        var connection = held;
        held = null;
        await connection.DisposeAsync();
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
