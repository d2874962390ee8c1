using Npgsql;

namespace Gaia.Jobs;

/// <summary>Dead letters: jobs that ran out of attempts.</summary>
public sealed class RemoveDeadJobs(NpgsqlDataSource database)
{
    /// <returns>How many there were.</returns>
    public async Task<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM jobs.jobs WHERE state = 'dead' AND finished_at < $1", connection, transaction)
        {
            Parameters = { new() { Value = before.ToUniversalTime() } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>How many would be removed.</returns>
    public async Task<long> CountAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM jobs.jobs WHERE state = 'dead' AND finished_at < $1");
        command.Parameters.Add(new() { Value = before.ToUniversalTime() });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
