using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Jobs.Workers;

internal sealed class WorkerRegistry(NpgsqlDataSource database, WorkerIdentity self)
{
    public async Task HeartbeatAsync(int running, int capacity, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO jobs.workers (id, host, version, facts, running, capacity, alive_until)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7)
            ON CONFLICT (id) DO UPDATE
            SET facts = excluded.facts, running = excluded.running, capacity = excluded.capacity, seen_at = now(),
                alive_until = excluded.alive_until
            """);
        command.Parameters.Add(new() { Value = self.Id.Value });
        command.Parameters.Add(new() { Value = self.Host });
        command.Parameters.Add(new() { Value = self.Version });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(self.Facts.ToDictionary()), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = running });
        command.Parameters.Add(new() { Value = capacity });
        command.Parameters.Add(new() { Value = lease });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets this worker, and those that were not heard of for a day.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "DELETE FROM jobs.workers WHERE id = $1 OR alive_until < now() - interval '1 day'");
        command.Parameters.Add(new() { Value = self.Id.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
