using Gaia.Jobs.Running;

namespace Gaia.Jobs.Tests;

public sealed class ClaimTests(JobsPostgres postgres)
{
    private static readonly NewJob Job = new("test.job", "{}");

    [Fact]
    public async Task Racing_workers_take_every_job_exactly_once()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        const int jobs = 600;
        await database.ExecuteAsync($"INSERT INTO jobs.jobs (kind, payload) SELECT 'test.job', '{{}}' FROM generate_series(1, {jobs})");
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var store = new JobStore(database.DataSource);
            var mine = new List<JobId>();
            while (await store.ClaimAsync(WorkerId.New(), ["test.job"], 7, TimeSpan.FromMinutes(1), CancellationToken.None) is { Count: > 0 } claimed)
                mine.AddRange(claimed.Select(job => job.Id));
            return mine;
        }));
        var all = taken.SelectMany(mine => mine).ToList();
        Assert.Equal(jobs, all.Count);
        Assert.Equal(jobs, all.Distinct().Count());
    }

    [Fact]
    public async Task Higher_priority_goes_first_and_else_the_older()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var first = await database.EnqueueAsync(Job);
        var second = await database.EnqueueAsync(Job);
        var urgent = await database.EnqueueAsync(Job with { Priority = 10 });
        JobId?[] order = [(await database.ClaimOneAsync())?.Id, (await database.ClaimOneAsync())?.Id, (await database.ClaimOneAsync())?.Id];
        Assert.Equal([urgent, first, second], order);
    }

    [Fact]
    public async Task A_job_waits_for_its_time_and_for_a_worker_of_its_kind()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.EnqueueAsync(Job with { NotBefore = TimeProvider.System.GetUtcNow().AddHours(1) });
        await database.EnqueueAsync(new NewJob("other.job", "{}"));
        Assert.Null(await database.ClaimOneAsync());
        Assert.Equal(new JobCounts(1, 1, 0, 0), await new QueueDepth(database.DataSource).ExecuteAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_rescued_job_is_held_by_its_new_holder_only()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var store = new JobStore(database.DataSource);
        await database.EnqueueAsync(Job);
        var lease = TimeSpan.FromMilliseconds(300);
        var old = (await database.ClaimOneAsync(lease))!;
        Assert.Equal(0, await store.RescueAsync(lease, CancellationToken.None));
        await Until.TrueAsync(async () => await store.RescueAsync(lease, CancellationToken.None) == 1, "the lease ran out");
        await Assert.ThrowsAsync<LeaseLostException>(() => database.EnsureHeldAsync(old));

        var held = (await database.ClaimOneAsync())!;
        Assert.Equal((old.Epoch + 1, old.Attempt + 1), (held.Epoch, held.Attempt));
        await Assert.ThrowsAsync<LeaseLostException>(() => database.EnsureHeldAsync(old));
        await database.EnsureHeldAsync(held);
        await store.CompleteAsync([old], CancellationToken.None);
        await store.FailAsync(old, "too late", null, CancellationToken.None);
        await store.ReleaseAsync(old, CancellationToken.None);
        Assert.Empty(await store.RenewAsync([old], lease, CancellationToken.None));
        Assert.Equal("running", await database.StateAsync(held.Id));
        await store.CompleteAsync([held], CancellationToken.None);
        Assert.Equal("done", await database.StateAsync(held.Id));
    }

    [Fact]
    public async Task A_renewed_lease_is_not_rescued_and_old_jobs_are_pruned()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var store = new JobStore(database.DataSource);
        await database.EnqueueAsync(Job);
        var job = (await database.ClaimOneAsync(TimeSpan.FromMilliseconds(1)))!;
        Assert.False((await store.RenewAsync([job], TimeSpan.FromMinutes(1), CancellationToken.None))[job.Id]);
        Assert.Equal(0, await store.RescueAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None));
        await store.CompleteAsync([job], CancellationToken.None);
        Assert.Equal(0, await store.PruneAsync(TimeSpan.FromHours(1), CancellationToken.None));
        await Task.Delay(5);
        Assert.Equal(1, await store.PruneAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None));
    }
}
