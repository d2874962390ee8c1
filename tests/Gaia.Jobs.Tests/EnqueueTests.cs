using Gaia.Jobs.Running;
using Npgsql;

namespace Gaia.Jobs.Tests;

public sealed class EnqueueTests(JobsPostgres postgres)
{
    private static readonly NewJob Job = new("test.job", "{}");

    [Fact]
    public async Task A_job_exists_when_the_callers_transaction_commits_and_not_before()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.NotNull(await new JobQueue().EnqueueAsync(connection, transaction, Job, CancellationToken.None));
            Assert.Null(await database.ClaimOneAsync());
            await transaction.RollbackAsync();
        }
        Assert.Null(await database.ClaimOneAsync());
        await database.EnqueueAsync(Job);
        Assert.NotNull(await database.ClaimOneAsync());
    }

    [Fact]
    public async Task A_unique_key_is_enqueued_once_until_its_job_has_ended()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var unique = Job with { UniqueKey = "nightly" };
        var first = await database.EnqueueAsync(unique);
        Assert.Null(await database.EnqueueAsync(unique));
        Assert.True(await database.CancelAsync(first!.Value));
        Assert.NotNull(await database.EnqueueAsync(unique));
    }

    [Fact]
    public async Task A_waiting_job_is_canceled_once()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var id = (await database.EnqueueAsync(Job))!.Value;
        Assert.True(await database.CancelAsync(id));
        Assert.Equal("canceled", await database.StateAsync(id));
        Assert.False(await database.CancelAsync(id));
        Assert.Null(await database.ClaimOneAsync());
    }

    [Fact]
    public async Task A_job_that_was_begun_and_waits_again_is_left_to_its_handler_to_end()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var store = new JobStore(database.DataSource);
        var id = (await database.EnqueueAsync(Job))!.Value;
        await store.ReleaseAsync((await database.ClaimOneAsync())!, CancellationToken.None);
        Assert.True(await database.CancelAsync(id));
        var again = (await database.ClaimOneAsync())!;

        // Its end was asked for while it failed: it is tried again at once, not given up.
        await store.FailAsync(again, "away", TimeSpan.FromHours(1), CancellationToken.None);
        Assert.True(await database.CancelAsync(id));
        var last = (await database.ClaimOneAsync())!;
        Assert.True((await store.RenewAsync([last], TimeSpan.FromMinutes(1), CancellationToken.None))[id]);
        await store.CompleteAsync([last], CancellationToken.None);
        Assert.Equal("canceled", await database.StateAsync(id));
    }

    [Theory]
    [InlineData("state = 'running'")]
    [InlineData("state = 'done'")]
    [InlineData("finished_at = now()")]
    [InlineData("worker = gen_random_uuid()")]
    [InlineData("state = 'asleep'")]
    [InlineData("priority = 101")]
    [InlineData("max_attempts = 0")]
    [InlineData("kind = 'Not A Kind'")]
    public async Task The_table_refuses_what_cannot_be(string change)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.EnqueueAsync(Job);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync($"UPDATE jobs.jobs SET {change}"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }
}
