using Gaia.Jobs;
using Gaia.Runs.Execution;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

public sealed class RunTokenTests(RunsPostgres postgres)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_planning_run_reads_and_locks_and_an_applying_one_writes()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        var run = await gaia.QueueAsync(autoApprove: true);
        run = await gaia.MoveAsync(run, before => before.StartPlan(Now));
        var user = await gaia.TokenAsync(run);
        Assert.Equal(State(1), await gaia.ReadAsync(user));
        await gaia.LockAsync("p", user);
        await RefusedAsync("state.run-may-not-write", gaia.WriteAsync(State(2), user, "p"));
        await RefusedAsync("state.run-may-not-write", gaia.Get<DeleteState>().ExecuteAsync(Place, "p", user, CancellationToken.None));
        await gaia.UnlockAsync("p", user);

        run = await gaia.MoveAsync(run, before => before.FinishPlan(new("sha256:" + new string('a', 64)), new(1, 0, 0, 0, 0), hasChanges: true, Now));
        await gaia.MoveAsync(run, before => before.StartApply(Now));

        var version = await gaia.WriteAsync(State(2), user);
        Assert.Equal((run.Id, "token:ada"), (version.RunId, version.Author));
        Assert.True(await gaia.Database.ScalarAsync<bool>("SELECT fence > 0 FROM runs.state_versions WHERE version = 2"));
    }

    [Fact]
    public async Task It_reaches_the_state_of_its_run_alone()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var user = await gaia.TokenAsync(await gaia.ApplyingAsync());
        var other = Place with { Key = StateKey.Of("local:else#default"), Identity = null };

        await RefusedAsync("state.not-of-this-run", gaia.Get<ReadState>().ExecuteAsync(other, user, CancellationToken.None));
        await RefusedAsync("state.not-of-this-run", gaia.Get<WriteState>().ExecuteAsync(other, State(1), null, null, user, CancellationToken.None));
    }

    [Fact]
    public async Task It_ends_with_its_run()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        var secret = (await gaia.Get<RunTokens>().MintAsync(run.Id, null, CancellationToken.None)).Secret;
        var user = StateUser.Of((await gaia.Get<RunTokens>().FindAsync(secret, CancellationToken.None))!);
        await gaia.WriteAsync(State(1), user);

        await gaia.MoveAsync(run, before => before.Fail("no", null, 1, Now));

        Assert.Null(await gaia.Get<RunTokens>().FindAsync(secret, CancellationToken.None));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.run_tokens"));
        await RefusedAsync("state.run-over", gaia.ReadAsync(user));
        await RefusedAsync("state.run-over", gaia.WriteAsync(State(2), user));
        await RefusedAsync("state.run-over", gaia.Get<RunTokens>().MintAsync(run.Id, null, CancellationToken.None));
    }

    [Fact]
    public async Task An_earlier_attempt_of_the_same_run_can_not_write_any_more()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        var old = await gaia.TokenAsync(run);
        await gaia.LockAsync("old", old);

        var young = await gaia.TokenAsync(run);

        await RefusedAsync("state.run-over", gaia.WriteAsync(State(1), old, "old"));
        await RefusedAsync("state.run-over", gaia.ReadAsync(old));
        await gaia.LockAsync("young", young);
        await gaia.WriteAsync(State(1), young, "young");
    }

    [Fact]
    public async Task A_worker_that_lost_its_job_makes_no_token_and_ends_none()
    {
        var gate = new HeldJob();
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, services: services =>
            services.AddSingleton(gate).AddJobWorker().AddJobHandler<HoldJob>(RunJobs.Plan));
        var run = await gaia.QueueAsync();
        await gaia.MoveAsync(run, before => before.StartPlan(Now));
        var job = await gate.Context.Task;
        var secret = (await gaia.Get<RunTokens>().MintAsync(run.Id, job, CancellationToken.None)).Secret;

        await gaia.Database.ExecuteAsync("UPDATE jobs.jobs SET epoch = epoch + 1");

        await Assert.ThrowsAsync<LeaseLostException>(() => gaia.Get<RunTokens>().MintAsync(run.Id, job, CancellationToken.None));
        Assert.NotNull(await gaia.Get<RunTokens>().FindAsync(secret, CancellationToken.None));
        gate.End.SetResult();
    }

    [Fact]
    public async Task A_run_without_the_lock_of_its_state_has_no_token()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.ApplyingAsync();
        var waiting = await gaia.QueueAsync();

        await RefusedAsync("state.run-over", gaia.Get<RunTokens>().MintAsync(waiting.Id, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_write_and_the_end_of_its_run_are_in_one_order_or_the_other()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        var user = await gaia.TokenAsync(run);
        var ending = Task.Run(() => gaia.MoveAsync(run, before => before.Fail("no", null, 1, Now)));
        var codes = new List<string>();
        for (var serial = 1; !codes.Contains("state.run-over"); serial++)
        {
            try
            {
                await gaia.WriteAsync(State(serial), user);
                codes.Add("stored");
            }
            catch (RunRefusedException refused)
            {
                codes.Add(refused.Code);
            }
        }
        var ended = await ending;
        Assert.DoesNotContain(codes, code => code is not ("stored" or "state.run-over"));
        Assert.Equal(codes.Count(code => code == "stored"), await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
        Assert.Equal(RunStatus.Failed, ended.Status);
    }

    private sealed class HeldJob
    {
        public TaskCompletionSource<JobContext> Context { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class HoldJob(HeldJob held) : IJobHandler
    {
        public Task HandleAsync(JobContext context, CancellationToken stopping)
        {
            held.Context.TrySetResult(context);
            return held.End.Task.WaitAsync(stopping);
        }

        public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
