using Npgsql;
using NpgsqlTypes;

namespace Gaia.Jobs.Running;

/// <summary>What a worker says to the table: claim, keep, finish, give back, rescue. Time is the database's, so that the
/// clocks of workers need not agree.</summary>
internal sealed class JobStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Takes up to <paramref name="count"/> jobs. FOR UPDATE SKIP LOCKED lets any number of workers claim at once: each
    /// steps over the rows another has locked but not yet committed, so no job is handed out twice and nobody waits. The
    /// inner query walks the partial index jobs_ready in order and locks only what it returns; a row that was changed
    /// between its scan and its lock is checked again by PostgreSQL against state = 'ready'.
    /// </summary>
    public async Task<IReadOnlyList<Job>> ClaimAsync(
        WorkerId worker, string[] kinds, int count, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH next AS MATERIALIZED (
                SELECT id FROM jobs.jobs
                WHERE state = 'ready' AND not_before <= now() AND kind = ANY ($2)
                ORDER BY priority DESC, id
                LIMIT $3
                FOR UPDATE SKIP LOCKED)
            UPDATE jobs.jobs AS job
            SET state = 'running', worker = $1, lease_until = now() + $4, epoch = epoch + 1, attempt = attempt + 1,
                started_at = clock_timestamp()
            FROM next WHERE job.id = next.id
            RETURNING job.id, kind, payload::text, attempt, max_attempts, epoch, enqueued_at, not_before, trace_parent
            """);
        command.Parameters.Add(new() { Value = worker.Value });
        command.Parameters.Add(new() { Value = kinds });
        command.Parameters.Add(new() { Value = count });
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var jobs = new List<Job>();
        while (await reader.ReadAsync(cancellationToken))
            jobs.Add(new Job(
                new JobId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4),
                reader.GetInt64(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetString(8)));
        return jobs;
    }

    /// <summary>Finishes many jobs in one statement. Those whose epoch is old are left alone: somebody else holds them.</summary>
    public async Task CompleteAsync(IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs.jobs AS job
            SET state = CASE WHEN cancel_requested THEN 'canceled' ELSE 'done' END,
                finished_at = now(), worker = NULL, lease_until = NULL
            FROM unnest($1, $2) AS held (id, epoch)
            WHERE job.id = held.id AND job.epoch = held.epoch AND job.state = 'running'
            """);
        AddHeld(command, jobs);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Renews leases. What does not come back is held no longer; the flag says whether its end was asked for.</summary>
    public async Task<IReadOnlyDictionary<JobId, bool>> RenewAsync(
        IReadOnlyCollection<Job> jobs, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs.jobs AS job SET lease_until = now() + $3
            FROM unnest($1, $2) AS held (id, epoch)
            WHERE job.id = held.id AND job.epoch = held.epoch AND job.state = 'running'
            RETURNING job.id, cancel_requested
            """);
        AddHeld(command, jobs);
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new Dictionary<JobId, bool>();
        while (await reader.ReadAsync(cancellationToken)) held.Add(new JobId(reader.GetInt64(0)), reader.GetBoolean(1));
        return held;
    }

    /// <summary>
    /// After a failed attempt: again after <paramref name="wait"/>, or never where it is null. Also where its end was asked for: what it has
    /// begun is not ended yet.
    /// </summary>
    public async Task FailAsync(Job job, string error, TimeSpan? wait, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs.jobs
            SET state = CASE WHEN $4::interval IS NULL THEN 'dead' ELSE 'ready' END,
                finished_at = CASE WHEN $4::interval IS NULL THEN now() END,
                not_before = now() + coalesce($4::interval, interval '0'),
                error = $3, worker = NULL, lease_until = NULL
            WHERE id = $1 AND epoch = $2 AND state = 'running'
            """);
        command.Parameters.Add(new() { Value = job.Id.Value });
        command.Parameters.Add(new() { Value = job.Epoch });
        command.Parameters.Add(new() { Value = error });
        command.Parameters.Add(new() { Value = (object?)wait ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a job back unharmed, for another worker to start at once: this one is stopping.</summary>
    public async Task ReleaseAsync(Job job, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH released AS (
                UPDATE jobs.jobs
                SET state = 'ready', attempt = attempt - 1, not_before = now(), worker = NULL, lease_until = NULL
                WHERE id = $1 AND epoch = $2 AND state = 'running'
                RETURNING kind)
            SELECT pg_notify('gaia_jobs', kind) FROM released
            """);
        command.Parameters.Add(new() { Value = job.Id.Value });
        command.Parameters.Add(new() { Value = job.Epoch });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a job back unharmed that this worker cannot do. It may be claimed again, by whom it may be, after <paramref name="wait"/>.</summary>
    public async Task PassOnAsync(Job job, string why, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs.jobs
            SET state = 'ready', attempt = attempt - 1, not_before = now() + $4, error = $3, worker = NULL, lease_until = NULL
            WHERE id = $1 AND epoch = $2 AND state = 'running'
            """);
        command.Parameters.Add(new() { Value = job.Id.Value });
        command.Parameters.Add(new() { Value = job.Epoch });
        command.Parameters.Add(new() { Value = why });
        command.Parameters.Add(new() { Value = wait });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Gives away the jobs of workers that were not heard of for a lease. After a restart of PostgreSQL every lease looks
    /// old although the workers are well, so they get one lease's time to reconnect first. The rows' epochs stay: the
    /// next claim adds one, and from this commit on the old holder's writes do not match state = 'running'. SKIP LOCKED:
    /// a row locked now is being renewed, finished or rescued by another.
    /// </summary>
    public async Task<int> RescueAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH lost AS (
                SELECT id FROM jobs.jobs
                WHERE state = 'running' AND lease_until < now() AND pg_postmaster_start_time() < now() - $1
                FOR UPDATE SKIP LOCKED),
            rescued AS (
                UPDATE jobs.jobs AS job
                SET state = 'ready', not_before = now(), error = 'the worker that held it was not heard of for a lease',
                    worker = NULL, lease_until = NULL
                FROM lost WHERE job.id = lost.id
                RETURNING kind)
            SELECT count(*), count(pg_notify('gaia_jobs', kind)) FROM rescued
            """);
        command.Parameters.Add(new() { Value = lease });
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<int> PruneAsync(TimeSpan keep, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH old AS (
                SELECT id FROM jobs.jobs WHERE state IN ('done', 'canceled') AND finished_at < now() - $1
                LIMIT 10000 FOR UPDATE SKIP LOCKED)
            DELETE FROM jobs.jobs AS job USING old WHERE job.id = old.id
            """);
        command.Parameters.Add(new() { Value = keep });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddHeld(NpgsqlCommand command, IReadOnlyCollection<Job> jobs)
    {
        command.Parameters.Add(new() { Value = jobs.Select(job => job.Id.Value).ToArray() });
        command.Parameters.Add(new() { Value = jobs.Select(job => job.Epoch).ToArray() });
    }
}
