using Npgsql;
using NpgsqlTypes;

namespace Gaia.Jobs;

/// <summary>The door for those who want work done later. Every call joins the caller's transaction.</summary>
public sealed class JobQueue
{
    internal const string Channel = "gaia_jobs";

    /// <summary>
    /// Enqueues and wakes the workers when the transaction commits. Returns null where a job with the same
    /// <see cref="NewJob.UniqueKey"/> is ready or running already.
    /// </summary>
    public async Task<JobId?> EnqueueAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, NewJob job, CancellationToken cancellationToken)
    {
        // One statement, one round trip. pg_notify is delivered at commit and only then, and PostgreSQL folds equal
        // notifications of one transaction into one. The row is visible to claimers before they hear of it.
        await using var command = new NpgsqlCommand(
            """
            WITH added AS (
                INSERT INTO jobs.jobs (kind, payload, priority, not_before, unique_key, max_attempts, trace_parent)
                VALUES ($1, $2, $3, coalesce($4, now()), $5, $6, $7)
                ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND state IN ('ready', 'running') DO NOTHING
                RETURNING id)
            SELECT id, pg_notify('gaia_jobs', $1) FROM added
            """, connection, transaction)
        {
            Parameters =
            {
                new() { Value = job.Kind },
                new() { Value = job.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = (short)job.Priority },
                new() { Value = (object?)job.NotBefore?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = (object?)job.UniqueKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = job.MaxAttempts },
                new() { Value = (object?)job.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is long id ? new JobId(id) : null;
    }

    /// <summary>
    /// Cancels: a job that nobody has begun at once, another by telling its worker. One that was begun and waits again, for a retry or
    /// because its worker is gone, goes to a worker all the same: only its handler can end what it has begun. False where it is already
    /// finished.
    /// </summary>
    public async Task<bool> CancelAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, JobId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH changed AS (
                UPDATE jobs.jobs
                SET cancel_requested = true,
                    state = CASE WHEN epoch = 0 THEN 'canceled' ELSE state END,
                    finished_at = CASE WHEN epoch = 0 THEN now() END,
                    not_before = CASE WHEN state = 'ready' AND epoch > 0 THEN now() ELSE not_before END
                WHERE id = $1 AND state IN ('ready', 'running')
                RETURNING id, kind, state)
            SELECT pg_notify('gaia_jobs', CASE state WHEN 'ready' THEN kind ELSE 'cancel:' || id END) FROM changed
            """, connection, transaction) { Parameters = { new() { Value = id.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }
}
