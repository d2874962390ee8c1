using Npgsql;
using NpgsqlTypes;

namespace Gaia.Jobs.Schedules;

internal sealed class ScheduleStore(NpgsqlDataSource database, JobQueue queue)
{
    /// <summary>Adds the schedule or changes it; the due time moves only when the cron expression does.</summary>
    public async Task RegisterAsync(JobSchedule schedule, DateTimeOffset next, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO jobs.schedules AS known (name, cron, kind, payload, next_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO UPDATE
            SET kind = excluded.kind, payload = excluded.payload, cron = excluded.cron,
                next_at = CASE WHEN known.cron = excluded.cron THEN known.next_at ELSE excluded.next_at END,
                last_at = CASE WHEN known.cron = excluded.cron THEN known.last_at END
            """);
        command.Parameters.Add(new() { Value = schedule.Name });
        command.Parameters.Add(new() { Value = schedule.Cron });
        command.Parameters.Add(new() { Value = schedule.Kind });
        command.Parameters.Add(new() { Value = schedule.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = next.ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Enqueues one due schedule and moves its due time, in one transaction under the row's lock: a replica that looks at
    /// the same moment skips the locked row, and one that looks later sees the new due time. What came due several times
    /// while nobody ran fires once.
    /// </summary>
    public async Task<bool> FireOneAsync(Func<string, DateTimeOffset, DateTimeOffset> next, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DueAsync(connection, transaction, cancellationToken) is not var (schedule, due, now)) return false;
        await queue.EnqueueAsync(connection, transaction, new NewJob(schedule.Kind, schedule.Payload)
        {
            UniqueKey = $"schedule:{schedule.Name}",
        }, cancellationToken);
        await using var move = new NpgsqlCommand(
            "UPDATE jobs.schedules SET last_at = $2, next_at = $3 WHERE name = $1", connection, transaction)
        {
            Parameters = { new() { Value = schedule.Name }, new() { Value = due }, new() { Value = next(schedule.Cron, now).ToUniversalTime() } },
        };
        await move.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<(JobSchedule Schedule, DateTimeOffset Due, DateTimeOffset Now)?> DueAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT name, cron, kind, payload::text, next_at, now() FROM jobs.schedules
            WHERE next_at <= now() ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (new JobSchedule(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5))
            : null;
    }
}
