using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Retention;

public sealed class QuotaTests(RunsPostgres postgres)
{
    [Theory]
    [InlineData("OpenRuns", "1", "quota.open-runs")]
    [InlineData("RunsPerDay", "1", "quota.runs-per-day")]
    public async Task A_stack_takes_no_more_runs_than_it_may(string quota, string limit, string code)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: Quota("te*", quota, limit));
        var first = await gaia.QueueAsync();
        Assert.Equal(code, (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.QueueAsync(component: "other"))).Code);
        await gaia.CancelAsync(first);
        if (code == "quota.open-runs") await gaia.QueueAsync(component: "other");
        else await Assert.ThrowsAsync<RunRefusedException>(() => gaia.QueueAsync(component: "other"));
    }

    [Fact]
    public async Task Requests_at_the_same_moment_do_not_pass_a_quota_together()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: Quota("*", "OpenRuns", "3"));
        await gaia.UploadAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                await gaia.QueueAsync();
                return "queued";
            }
            catch (RunRefusedException refused)
            {
                return refused.Code;
            }
        }));
        Assert.Equal((3, 9), (answers.Count(answer => answer == "queued"), answers.Count(answer => answer == "quota.open-runs")));
    }

    [Fact]
    public async Task A_stack_whose_states_are_too_large_may_be_planned_and_destroyed()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: Quota("test", "StateBytes", "1024"));
        await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Equal("quota.state-bytes", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.QueueAsync())).Code);
        await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        await gaia.UntilAsync(await gaia.QueueAsync(RunOperation.Destroy, autoApprove: true), RunStatus.Applied);
    }

    [Fact]
    public async Task Other_stacks_are_not_concerned()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: Quota("prod-*", "OpenRuns", "1"));
        await gaia.QueueAsync();
        await gaia.QueueAsync();
    }

    [Theory]
    [InlineData("te st", "OpenRuns", "1", "Gaia__Quotas__0__Stacks")]
    [InlineData("*", "OpenRuns", "0", "OpenRuns")]
    [InlineData("*", "StateBytes", "1", "StateBytes")]
    public async Task A_quota_that_makes_no_sense_stops_the_start(string stacks, string quota, string limit, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestGaia.StartAsync(postgres, worker: false, settings: Quota(stacks, quota, limit)));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Quota(string stacks, string quota, string limit) => new() { ["Gaia:Quotas:0:Stacks"] = stacks, [$"Gaia:Quotas:0:{quota}"] = limit };
}
