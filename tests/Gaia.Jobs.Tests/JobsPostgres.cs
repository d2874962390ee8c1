using Gaia.Jobs.Running;
using Gaia.TestPostgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(Gaia.Jobs.Tests.JobsPostgres))]

namespace Gaia.Jobs.Tests;

public sealed class JobsPostgres() : PostgresFixture(typeof(JobsServices).Assembly);

internal static class Intents
{
    public static async Task<JobId?> EnqueueAsync(this TestDatabase database, NewJob job)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = await new JobQueue().EnqueueAsync(connection, transaction, job, CancellationToken.None);
        await transaction.CommitAsync();
        return id;
    }

    public static async Task<bool> CancelAsync(this TestDatabase database, JobId id)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var canceled = await new JobQueue().CancelAsync(connection, transaction, id, CancellationToken.None);
        await transaction.CommitAsync();
        return canceled;
    }

    public static Task<string> StateAsync(this TestDatabase database, JobId id) =>
        database.ScalarAsync<string>($"SELECT state FROM jobs.jobs WHERE id = {id.Value}");

    internal static async Task<Job?> ClaimOneAsync(this TestDatabase database, TimeSpan? lease = null, string kind = "test.job") =>
        (await new JobStore(database.DataSource).ClaimAsync(
            WorkerId.New(), [kind], 1, lease ?? TimeSpan.FromMinutes(1), CancellationToken.None)).SingleOrDefault();

    public static Task UntilStateAsync(this TestDatabase database, JobId id, string state) =>
        Until.TrueAsync(async () => await database.StateAsync(id) == state, $"job {id} {state}");

    /// <summary>As the worker that has just claimed it.</summary>
    internal static JobContext Hold(this TestDatabase database, Job job, TimeProvider time) =>
        new(job, WorkerId.New(), new JobStore(database.DataSource), TimeSpan.FromMinutes(1), time, time.GetTimestamp());

    internal static async Task EnsureHeldAsync(this TestDatabase database, Job job)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await database.Hold(job, TimeProvider.System).EnsureHeldAsync(connection, transaction, CancellationToken.None);
    }
}
