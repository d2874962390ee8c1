using Gaia.Runs.Locks;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Locks;

public sealed class LockTests(RunsPostgres postgres)
{
    [Fact]
    public async Task Runs_of_one_state_take_turns_in_the_order_they_came()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var first = await gaia.QueueAsync();
        var second = await gaia.QueueAsync();
        var third = await gaia.QueueAsync();
        var elsewhere = await gaia.QueueAsync(component: "other");
        Assert.NotNull(first.Job);
        Assert.Null(second.Job);
        Assert.NotNull(elsewhere.Job);
        var held = await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None);
        Assert.Equal([(first.Id, 2), (elsewhere.Id, 0)], held.Select(one => (one.RunId, one.Waiting)));

        await gaia.CancelAsync(first);
        Assert.NotNull((await gaia.FindAsync(second)).Job);
        Assert.Null((await gaia.FindAsync(third)).Job);
        await gaia.CancelAsync(third);
        await gaia.CancelAsync(second);
        held = await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None);
        Assert.Equal([elsewhere.Id], held.Select(one => one.RunId));
        Assert.Equal(2, await gaia.Database.ScalarAsync<long>($"SELECT fence FROM runs.locks WHERE state_identity = '{first.StateIdentity}'"));
    }

    [Fact]
    public async Task Whatever_races_one_holds_the_lock_and_nobody_is_forgotten()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.UploadAsync();
        var runs = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            var run = await gaia.QueueAsync();
            if (number % 3 != 0) run = await gaia.CancelAsync(run);
            return run;
        }));
        var left = runs.Where(run => run.Status is RunStatus.Queued).ToList();
        while (left.Count > 0)
        {
            var held = Assert.Single(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
            var holder = left.Single(run => run.Id == held.RunId);
            Assert.NotNull((await gaia.FindAsync(holder)).Job);
            Assert.Equal(1, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM jobs.jobs WHERE state = 'ready'"));
            await gaia.CancelAsync(holder);
            left.Remove(holder);
        }
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task An_approved_run_waits_behind_the_one_that_works()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var first = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
        var others = await Task.WhenAll(gaia.QueueAsync(RunOperation.Plan, planOnly: true), gaia.QueueAsync(RunOperation.Plan, planOnly: true));
        await gaia.ApproveAsync(first);
        await gaia.UntilAsync(first, RunStatus.Applied);
        foreach (var other in others) await gaia.UntilAsync(other, RunStatus.Planned);
    }

    [Fact]
    public async Task Approving_twice_at_once_applies_once()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await gaia.ApproveAsync(run);
                return "approved";
            }
            catch (RunRefusedException refused)
            {
                return refused.Code;
            }
        }));
        Assert.Equal(1, answers.Count(answer => answer == "approved"));
        Assert.Equal(5, answers.Count(answer => answer == "run.already-approved"));
        await gaia.UntilAsync(run, RunStatus.Applied);
    }
}
