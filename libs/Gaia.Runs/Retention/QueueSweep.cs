using Gaia.Audit;
using Gaia.Jobs;
using Npgsql;

namespace Gaia.Runs.Retention;

/// <summary>Has a worker sweep now. Where a sweep is waiting or going on already, that one is it.</summary>
public sealed class QueueSweep(NpgsqlDataSource database, JobQueue queue, AuditLog audit)
{
    /// <returns>False where one was waiting or going on.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var job = new NewJob(RetentionJobs.Sweep, "{}") { UniqueKey = $"schedule:{RetentionJobs.Hourly.Name}" };
        if (await queue.EnqueueAsync(connection, transaction, job, cancellationToken) is null) return false;
        await audit.AppendAsync(connection, transaction, new AuditEntry(actor.Name, "retention.queue-sweep", "retention"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
