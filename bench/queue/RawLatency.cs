using Npgsql;

namespace Gaia.Queue.Bench;

/// <summary>The least that PostgreSQL can do it in: insert and notify in a transaction, listen, claim by one statement.</summary>
internal static class RawLatency
{
    public static async Task<List<double>> MeasureAsync(NpgsqlDataSource database, int jobs)
    {
        await using var listener = await database.OpenConnectionAsync();
        await using var claimer = await database.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN raw", listener)) await listen.ExecuteNonQueryAsync();
        await using var claim = new NpgsqlCommand(
            """
            UPDATE raw SET state = 'running' WHERE id IN
                (SELECT id FROM raw WHERE state = 'ready' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id
            """, claimer);
        var took = new List<double>(jobs);
        for (var i = 0; i < jobs; i++)
        {
            var waiting = listener.WaitAsync();
            var enqueued = TimeProvider.System.GetTimestamp();
            await using (var connection = await database.OpenConnectionAsync())
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await using var enqueue = new NpgsqlCommand(
                    "WITH added AS (INSERT INTO raw (payload) VALUES ('{}') RETURNING id) SELECT id, pg_notify('raw', '') FROM added", connection, transaction);
                await enqueue.ExecuteScalarAsync();
                await transaction.CommitAsync();
            }
            await waiting;
            await claim.ExecuteScalarAsync();
            took.Add(TimeProvider.System.GetElapsedTime(enqueued).TotalMilliseconds);
        }
        took.Sort();
        return took;
    }
}
