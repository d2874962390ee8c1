using Gaia.Jobs;
using Gaia.Runs.Execution;
using Npgsql;

namespace Gaia.Runs.Locks;

/// <summary>
/// One run at a time for each state identity. The identity's row in runs.locks is locked by whoever takes, waits for or
/// gives up the lock, so these are serial for one identity and free of each other across identities. Order of row locks
/// everywhere: the run that changes, then its identity, then the waiter that is next.
/// </summary>
public sealed class LockStore(JobQueue queue)
{
    /// <summary>Takes the lock and enqueues the run's job, or gives the run a ticket: then its job comes when it is next.</summary>
    internal async Task<JobId?> TakeOrWaitAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        // The upsert locks the row whether it is new or old; DO UPDATE takes the lock only where nobody holds it.
        await using var take = new NpgsqlCommand(
            """
            INSERT INTO runs.locks AS held (state_identity, fence, run_id, acquired_at) VALUES ($1, 1, $2, now())
            ON CONFLICT (state_identity) DO UPDATE
            SET fence = CASE WHEN held.run_id IS NULL THEN held.fence + 1 ELSE held.fence END,
                acquired_at = CASE WHEN held.run_id IS NULL THEN now() ELSE held.acquired_at END,
                run_id = coalesce(held.run_id, excluded.run_id)
            RETURNING run_id
            """, connection, transaction)
        {
            Parameters = { new() { Value = run.State }, new() { Value = run.Id.Value } },
        };
        if ((Guid)(await take.ExecuteScalarAsync(cancellationToken))! == run.Id.Value)
            return await EnqueueAsync(connection, transaction, run.Id, run.Status, run.TraceParent, cancellationToken);
        await using var wait = new NpgsqlCommand(
            "UPDATE runs.runs SET lock_ticket = nextval('runs.lock_tickets') WHERE id = $1", connection, transaction)
        {
            Parameters = { new() { Value = run.Id.Value } },
        };
        await wait.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }

    /// <summary>Gives the lock to the run that has waited longest, with its job, or frees it. Nothing where the run does not hold it.</summary>
    internal async Task ReleaseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        await using var mine = new NpgsqlCommand(
            "SELECT 1 FROM runs.locks WHERE state_identity = $1 AND run_id = $2 FOR UPDATE", connection, transaction)
        {
            Parameters = { new() { Value = run.State }, new() { Value = run.Id.Value } },
        };
        if (await mine.ExecuteScalarAsync(cancellationToken) is null) return;
        var next = await NextWaiterAsync(connection, transaction, run.State, cancellationToken);
        await using var give = new NpgsqlCommand(
            """
            UPDATE runs.locks
            SET run_id = $2, fence = fence + CASE WHEN $2::uuid IS NULL THEN 0 ELSE 1 END,
                acquired_at = CASE WHEN $2::uuid IS NULL THEN NULL ELSE now() END
            WHERE state_identity = $1
            """, connection, transaction)
        {
            Parameters =
            {
                new() { Value = run.State },
                new() { Value = (object?)next?.Id.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        };
        await give.ExecuteNonQueryAsync(cancellationToken);
        if (next is not var (id, status, trace)) return;
        var job = await EnqueueAsync(connection, transaction, id, status, trace, cancellationToken);
        await using var start = new NpgsqlCommand(
            "UPDATE runs.runs SET lock_ticket = NULL, job = $2 WHERE id = $1", connection, transaction)
        {
            Parameters = { new() { Value = id.Value }, new() { Value = job.Value } },
        };
        await start.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<JobId> EnqueueAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, RunStatus status, string? trace,
        CancellationToken cancellationToken)
    {
        var kind = status is RunStatus.Approved ? RunJobs.Apply : RunJobs.Plan;
        var job = new NewJob(kind, RunJobs.Payload(run)) { UniqueKey = $"{kind}:{run}", MaxAttempts = 3, TraceParent = trace };
        return await queue.EnqueueAsync(connection, transaction, job, cancellationToken)
            ?? throw new InvalidOperationException($"Run {run} has a job {kind} already.");
    }

    /// <summary>The fence of the lock that the run holds; the write that names it fails when the lock has moved on.</summary>
    internal static async Task<long?> FenceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT fence FROM runs.locks WHERE state_identity = $1 AND run_id = $2 FOR SHARE", connection, transaction)
        {
            Parameters = { new() { Value = run.State }, new() { Value = run.Id.Value } },
        };
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<(RunId Id, RunStatus Status, string? Trace)?> NextWaiterAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string identity, CancellationToken cancellationToken)
    {
        // A waiter that is being canceled just now is waited for; when it is gone the query finds nothing although others
        // may wait behind it, because LIMIT was counted before the wait. So it is asked again until nobody waits.
        while (true)
        {
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    new("""
                        SELECT id, status, trace_parent FROM runs.runs WHERE state_identity = $1 AND lock_ticket IS NOT NULL
                        ORDER BY lock_ticket LIMIT 1 FOR NO KEY UPDATE
                        """) { Parameters = { new() { Value = identity } } },
                    new("SELECT 1 FROM runs.runs WHERE state_identity = $1 AND lock_ticket IS NOT NULL LIMIT 1") { Parameters = { new() { Value = identity } } },
                },
            };
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
                return (new RunId(reader.GetGuid(0)), Enum.Parse<RunStatus>(reader.GetString(1), ignoreCase: true),
                    reader.IsDBNull(2) ? null : reader.GetString(2));
            await reader.NextResultAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken)) return null;
        }
    }
}
