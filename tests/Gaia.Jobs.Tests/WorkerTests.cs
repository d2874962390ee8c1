using Gaia.Jobs.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gaia.Jobs.Tests;

public sealed class WorkerTests(JobsPostgres postgres)
{
    private static readonly NewJob Job = new("test.job", """{"n":1}""");

    [Fact]
    public async Task A_job_runs_soon_after_it_is_enqueued_and_is_done()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, configure: options => options.PollInterval = TimeSpan.FromMinutes(1));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await database.UntilStateAsync(id, "done");
        Assert.Equal("""{"n": 1}""", Assert.Single(worker.Started).Payload);
    }

    [Fact]
    public async Task A_thousand_jobs_run_once_each_on_three_workers()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync("INSERT INTO jobs.jobs (kind, payload) SELECT 'test.job', '{}' FROM generate_series(1, 1000)");
        await using var one = await TestWorker.StartAsync(database, configure: options => options.Capacity = 20);
        await using var two = await TestWorker.StartAsync(database, configure: options => options.Capacity = 20);
        await using var three = await TestWorker.StartAsync(database, configure: options => options.Capacity = 20);
        await Until.TrueAsync(async () => await database.ScalarAsync<long>("SELECT count(*) FROM jobs.jobs WHERE state <> 'done'") == 0, "all done");
        Assert.Equal(1000, one.Started.Concat(two.Started).Concat(three.Started).Select(job => job.Id).Distinct().Count());
        Assert.Equal(1000, one.Started.Count + two.Started.Count + three.Started.Count);
    }

    [Fact]
    public async Task A_failing_job_is_tried_again_and_then_buried()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, (_, _) => throw new InvalidOperationException("no luck"));
        var id = (await database.EnqueueAsync(Job with { MaxAttempts = 3 }))!.Value;
        await database.UntilStateAsync(id, "dead");
        Assert.Equal([1, 2, 3], worker.Started.Select(job => job.Attempt));
        Assert.Equal(["no luck"], worker.Buried);
        Assert.Equal(1, (await new QueueDepth(database.DataSource).ExecuteAsync(CancellationToken.None)).Dead);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_job_that_a_worker_cannot_do_costs_no_attempt_and_is_not_buried_by_it(int attempts)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var id = (await database.EnqueueAsync(Job with { MaxAttempts = attempts }))!.Value;
        await using (var without = await TestWorker.StartAsync(database, (_, _) => throw new JobForAnotherWorkerException("there is no cluster here")))
        {
            await Until.TrueAsync(() => Task.FromResult(without.Started.Count > 7), "it came by more often than it has attempts");
            Assert.Empty(without.Buried);
        }
        Assert.Equal("there is no cluster here", await database.ScalarAsync<string>("SELECT error FROM jobs.jobs"));
        await using var with = await TestWorker.StartAsync(database);
        await database.UntilStateAsync(id, "done");
        Assert.Equal([1], with.Started.Select(job => job.Attempt));
    }

    // Else a run would stay as it is for ever, with its state locked.
    [Fact]
    public async Task A_job_is_not_dead_before_it_is_buried()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, (_, _) => throw new InvalidOperationException("no luck"));
        worker.BuriesInVain = 2;
        var id = (await database.EnqueueAsync(Job with { MaxAttempts = 1 }))!.Value;
        await database.UntilStateAsync(id, "dead");
        Assert.Single(worker.Started);
        Assert.Equal(3, worker.Buried.Count);
    }

    [Fact]
    public async Task A_lease_that_is_lost_while_the_job_is_buried_is_lost_like_any_other()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var id = (await database.EnqueueAsync(Job with { MaxAttempts = 1 }))!.Value;
        var held = database.Hold((await database.ClaimOneAsync())!, TimeProvider.System);
        await using var services = new ServiceCollection().AddKeyedSingleton<IJobHandler, LeaseLosingHandler>("test.job").BuildServiceProvider();
        var runner = new JobRunner(services.GetRequiredService<IServiceScopeFactory>(), new JobStore(database.DataSource), Options.Create(new JobsOptions()), TimeProvider.System, NullLogger<JobRunner>.Instance);
        Assert.False(await runner.RunAsync(held, CancellationToken.None));
        Assert.Equal("running", await database.StateAsync(id)); // whoever has it now says what becomes of it
    }

    private sealed class LeaseLosingHandler : IJobHandler
    {
        public Task HandleAsync(JobContext context, CancellationToken stopping) => throw new InvalidOperationException("no luck");

        public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => throw new LeaseLostException(context.Job);
    }

    [Fact]
    public async Task A_running_job_hears_of_its_cancellation()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, async (context, _) =>
            await Task.Delay(Timeout.Infinite, context.Canceled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await database.UntilStateAsync(id, "running");
        Assert.True(await database.CancelAsync(id));
        await database.UntilStateAsync(id, "canceled");
    }

    [Fact]
    public async Task A_stopping_worker_gives_its_jobs_back_without_costing_an_attempt()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var worker = await TestWorker.StartAsync(database, (_, stopping) => Task.Delay(Timeout.Infinite, stopping));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await database.UntilStateAsync(id, "running");
        await worker.StopAsync();
        Assert.Equal("ready", await database.StateAsync(id));
        Assert.Equal(1, (await database.ClaimOneAsync())!.Attempt);
        Assert.Empty(await new ListWorkers(database.DataSource).ExecuteAsync(CancellationToken.None));
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_stopping_worker_lets_a_job_that_wants_to_finish_finish()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var worker = await TestWorker.StartAsync(database, (_, _) => Task.Delay(500));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await database.UntilStateAsync(id, "running");
        await worker.StopAsync();
        Assert.Equal("done", await database.StateAsync(id));
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task The_job_of_a_dead_worker_is_rescued()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var id = (await database.EnqueueAsync(Job))!.Value;
        Assert.NotNull(await database.ClaimOneAsync(TimeSpan.FromMilliseconds(500)));
        await using var worker = await TestWorker.StartAsync(database, configure: options => options.Lease = TimeSpan.FromSeconds(1));
        await database.UntilStateAsync(id, "done");
        Assert.Equal(2, Assert.Single(worker.Started).Attempt);
    }

    [Fact]
    public async Task A_job_that_kills_its_workers_is_buried_in_the_end()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var id = (await database.EnqueueAsync(Job with { MaxAttempts = 1 }))!.Value;
        Assert.NotNull(await database.ClaimOneAsync(TimeSpan.FromMilliseconds(100)));
        await using var worker = await TestWorker.StartAsync(database, configure: options => options.Lease = TimeSpan.FromSeconds(1));
        await database.UntilStateAsync(id, "dead");
        Assert.Empty(worker.Started);
        Assert.Contains("died", Assert.Single(worker.Buried), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_job_keeps_its_lease_and_a_stolen_one_is_told()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var told = new TaskCompletionSource();
        await using var worker = await TestWorker.StartAsync(database, async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.LeaseLost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            told.TrySetResult();
            context.LeaseLost.ThrowIfCancellationRequested();
        }, options => options.Lease = TimeSpan.FromSeconds(1));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await Task.Delay(2500);
        Assert.Single(worker.Started);
        await database.ExecuteAsync($"UPDATE jobs.jobs SET epoch = epoch + 1, lease_until = now() + interval '1 hour' WHERE id = {id.Value}");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Work_goes_on_after_every_connection_was_cut()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, (_, _) => Task.Delay(300));
        var id = (await database.EnqueueAsync(Job))!.Value;
        await database.UntilStateAsync(id, "running");
        await database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await Until.TrueAsync(async () => await Try(() => database.StateAsync(id)) == "done", "done after the cut");
        var next = await Try(() => database.EnqueueAsync(Job)) ?? await database.EnqueueAsync(Job);
        await database.UntilStateAsync(next!.Value, "done");

        static async Task<T?> Try<T>(Func<Task<T>> ask)
        {
            try
            {
                return await ask();
            }
            catch (Npgsql.NpgsqlException)
            {
                return default;
            }
        }
    }

    [Fact]
    public async Task A_worker_is_in_the_registry_with_its_facts()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, configure: options => options.Capacity = 3);
        await Until.TrueAsync(async () => (await new ListWorkers(database.DataSource).ExecuteAsync(CancellationToken.None)).Count == 1, "registered");
        var registered = Assert.Single(await new ListWorkers(database.DataSource).ExecuteAsync(CancellationToken.None));
        Assert.Equal((3, 0), (registered.Capacity, registered.Running));
    }
}
