using Npgsql;

namespace Gaia.Jobs;

/// <param name="Ready">Could start now.</param>
/// <param name="Scheduled">Wait for their not-before time.</param>
/// <param name="Dead">Out of attempts.</param>
public sealed record JobCounts(int Ready, int Scheduled, int Running, int Dead);

/// <summary>How much work there is.</summary>
public sealed class QueueDepth(NpgsqlDataSource database)
{
    public async Task<JobCounts> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE state = 'ready' AND not_before <= now()),
                   count(*) FILTER (WHERE state = 'ready' AND not_before > now()),
                   count(*) FILTER (WHERE state = 'running'),
                   count(*) FILTER (WHERE state = 'dead')
            FROM jobs.jobs WHERE state IN ('ready', 'running', 'dead')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new JobCounts(Count(0), Count(1), Count(2), Count(3));

        int Count(int column) => (int)Math.Min(int.MaxValue, reader.GetInt64(column));
    }
}
