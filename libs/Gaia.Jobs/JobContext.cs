using Npgsql;

namespace Gaia.Jobs;

/// <summary>What a handler knows of the job it holds, and how it learns that it should stop.</summary>
public sealed class JobContext
{
    private readonly CancellationTokenSource canceled = new();
    private readonly CancellationTokenSource leaseLost = new();

    internal JobContext(Job job, WorkerId worker) => (Job, Worker) = (job, worker);

    public Job Job { get; }

    public WorkerId Worker { get; }

    /// <summary>Somebody asked for the job's end: stop gracefully, then return.</summary>
    public CancellationToken Canceled => canceled.Token;

    /// <summary>The lease ran out and another worker may hold the job: stop without writing anything.</summary>
    public CancellationToken LeaseLost => leaseLost.Token;

    /// <summary>
    /// Throws <see cref="LeaseLostException"/> unless this epoch still holds the job. It locks the job's row until the
    /// caller's transaction ends, so that nobody can claim the job between the check and the commit.
    /// </summary>
    public async Task EnsureHeldAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT 1 FROM jobs.jobs WHERE id = $1 AND epoch = $2 AND state = 'running' FOR SHARE", connection, transaction)
        {
            Parameters = { new() { Value = Job.Id.Value }, new() { Value = Job.Epoch } },
        };
        if (await command.ExecuteScalarAsync(cancellationToken) is null) throw new LeaseLostException(Job);
    }

    internal void Cancel() => canceled.Cancel();

    internal void LoseLease() => leaseLost.Cancel();
}
