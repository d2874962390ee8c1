using Npgsql;

namespace Gaia.Runs.Fetching;

/// <summary>
/// A run that this process fetches and no other does: a lock of a session of its own says so, and goes with the connection when the
/// process dies.
/// </summary>
internal sealed class FetchClaim : IAsyncDisposable
{
    // Tries one run after the other, oldest first, and stops at the first lock it gets: OFFSET keeps the order and the lock apart.
    private const string Take =
        """
        SELECT id FROM (SELECT id FROM runs.runs WHERE status = 'fetching' ORDER BY id OFFSET 0) AS waiting
        WHERE pg_try_advisory_lock(hashtextextended('gaia.fetch:' || id, 0)) LIMIT 1
        """;

    private const string Unlock = "SELECT pg_advisory_unlock_all()";
    private readonly NpgsqlConnection connection;

    private FetchClaim(NpgsqlConnection connection) => this.connection = connection;

    public RunId Run { get; private set; }

    /// <returns>Null where no run is to be fetched that nobody fetches.</returns>
    public static async Task<FetchClaim?> TryTakeAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var claim = new FetchClaim(await database.OpenConnectionAsync(cancellationToken));
        try
        {
            await using var take = new NpgsqlCommand(Take, claim.connection);
            if (await take.ExecuteScalarAsync(cancellationToken) is Guid id)
            {
                claim.Run = new RunId(id);
                return claim;
            }
        }
        catch
        {
            await claim.DisposeAsync(); // it may have got the lock all the same
            throw;
        }
        await claim.connection.DisposeAsync();
        return null;
    }

    /// <summary>Asked on the session that holds the lock: where it is over, so is the claim.</summary>
    public async Task<bool> IsWantedAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM runs.runs WHERE id = $1 AND status = 'fetching'", connection)
        {
            Parameters = { new() { Value = Run.Value } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await using var held = connection;
        try
        {
            // A pool does that too, but only when it gives the connection to somebody else.
            await using var command = new NpgsqlCommand(Unlock, held);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and its session with the lock is over.
        }
    }
}
