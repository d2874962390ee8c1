using System.Text.Json;
using Npgsql;

namespace Gaia.Jobs;

/// <summary>The workers that were heard of within the last few heartbeats, oldest first.</summary>
public sealed class ListWorkers(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<RegisteredWorker>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id, host, version, facts::text, running, capacity, started_at, seen_at
            FROM jobs.workers WHERE alive_until > now() ORDER BY started_at
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var workers = new List<RegisteredWorker>();
        while (await reader.ReadAsync(cancellationToken))
            workers.Add(new RegisteredWorker(
                new WorkerId(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3)) ?? [],
                reader.GetInt32(4), reader.GetInt32(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7)));
        return workers;
    }
}
