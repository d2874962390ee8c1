using Npgsql;

namespace Gaia.Queue.Bench;

/// <summary>Jobs per second from the moment they can be seen to the moment the last one is finished.</summary>
internal static class Drain
{
    public static async Task<double> OursAsync(NpgsqlDataSource database, int jobs)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await ExecuteAsync(database, $"""
            INSERT INTO jobs.jobs (kind, payload) SELECT 'bench.no-op', jsonb_build_object() FROM generate_series(1, {jobs});
            NOTIFY gaia_jobs, 'bench.no-op';
            """);
        for (var i = 0; i < jobs; i++) await Latency.Started.Reader.ReadAsync();
        await using var left = database.CreateCommand("SELECT count(*) FROM jobs.jobs WHERE state IN ('ready', 'running')");
        while ((long)(await left.ExecuteScalarAsync())! > 0) await Task.Delay(1);
        return jobs / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>The same table by hand, nothing around it: no leases, no handlers, one connection in a loop.</summary>
    public static async Task<double> RawAsync(NpgsqlDataSource database, int jobs)
    {
        await ExecuteAsync(database, "CREATE TABLE IF NOT EXISTS raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb, state text DEFAULT 'ready')");
        await ExecuteAsync(database, "CREATE INDEX IF NOT EXISTS raw_ready ON raw (id) WHERE state = 'ready'");
        await using var connection = await database.OpenConnectionAsync();
        var begun = TimeProvider.System.GetTimestamp();
        await ExecuteAsync(database, $"INSERT INTO raw (payload) SELECT jsonb_build_object() FROM generate_series(1, {jobs})");
        await using var claim = new NpgsqlCommand(
            """
            UPDATE raw SET state = 'running' WHERE id IN
                (SELECT id FROM raw WHERE state = 'ready' ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED) RETURNING id
            """, connection);
        await using var finish = new NpgsqlCommand("UPDATE raw SET state = 'done' WHERE id = ANY ($1)", connection)
        {
            Parameters = { new NpgsqlParameter<long[]>() },
        };
        while (true)
        {
            var ids = new List<long>();
            await using (var reader = await claim.ExecuteReaderAsync())
                while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
            if (ids.Count == 0) return jobs / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            finish.Parameters[0].Value = ids.ToArray();
            await finish.ExecuteNonQueryAsync();
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
