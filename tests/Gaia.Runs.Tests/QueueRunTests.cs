using Gaia.Configurations;
using Gaia.Documents;
using Gaia.Runs.Tests.Kit;
using Gaia.Stacks;

namespace Gaia.Runs.Tests;

public sealed class QueueRunTests(RunsPostgres postgres)
{
    [Theory]
    [InlineData("shape", "component.abstract")]
    [InlineData("off", "component.disabled")]
    [InlineData("empty", "component.no-terraform-files")]
    public async Task What_cannot_be_run_is_refused(string component, string code)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => gaia.QueueAsync(component: component));
        Assert.Equal(code, refused is DocumentException document ? document.Code : Assert.IsType<RunRefusedException>(refused).Code);
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.runs"));
    }

    [Fact]
    public async Task An_unknown_component_is_the_engines_refusal()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        Assert.Equal("component.not-found", (await Assert.ThrowsAsync<StacksNotFoundException>(() => gaia.QueueAsync(component: "ap"))).Code);
    }

    [Fact]
    public async Task A_run_has_one_source()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var request = new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Plan };
        Assert.Equal("run.one-source", await RefusalAsync(gaia, request));
        Assert.Equal("run.one-source", await RefusalAsync(gaia, request with { Ref = "main", Configuration = await gaia.UploadAsync() }));
        Assert.Equal("configuration.no-repository", await RefusalAsync(gaia, request with { Ref = "main" }));
        Assert.Equal("configuration.not-found", await RefusalAsync(gaia, request with { Configuration = new("sha256:" + new string('0', 64)) }));
    }

    [Fact]
    public async Task Archives_can_be_switched_off()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?> { ["Gaia:AllowArchives"] = "false" });
        var known = new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Plan, Configuration = new("sha256:" + new string('0', 64)) };
        Assert.Equal("configuration.archives-off", await RefusalAsync(gaia, known));
        Assert.Equal("configuration.no-repository", await RefusalAsync(gaia, known with { Configuration = null, Ref = "main" }));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_run()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var request = new NewRun
        {
            Component = "app", Stack = "test", Operation = RunOperation.Plan, Configuration = await gaia.UploadAsync(), IdempotencyKey = "k1",
        };
        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.Everything, CancellationToken.None)));
        Assert.Single(runs.Select(run => run.Id).Distinct());
        Assert.Equal("run.idempotency-key-reused", await RefusalAsync(gaia, request with { PlanOnly = true }));
        var other = await gaia.Get<QueueRun>().ExecuteAsync(request, new Actor("token:bob"), Reach.Everything, CancellationToken.None);
        Assert.NotEqual(runs[0].Id, other.Id);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_a_page_at_a_time()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var queued = new List<RunId>();
        for (var i = 0; i < 5; i++) queued.Add((await gaia.QueueAsync(component: i % 2 == 0 ? "app" : "other")).Id);
        var list = gaia.Get<ListRuns>();
        var first = await list.ExecuteAsync(new RunFilter(Limit: 2), CancellationToken.None);
        var second = await list.ExecuteAsync(new RunFilter(Limit: 2, Cursor: first.Next), CancellationToken.None);
        var third = await list.ExecuteAsync(new RunFilter(Limit: 2, Cursor: second.Next), CancellationToken.None);
        Assert.Equal(Enumerable.Reverse(queued), first.Items.Concat(second.Items).Concat(third.Items).Select(run => run.Id));
        Assert.Null(third.Next);
        Assert.Equal(2, (await list.ExecuteAsync(new RunFilter(Component: "other"), CancellationToken.None)).Items.Count);
        Assert.Empty((await list.ExecuteAsync(new RunFilter(Status: RunStatus.Applied), CancellationToken.None)).Items);
        Assert.Equal("page.bad-cursor", (await Assert.ThrowsAsync<RunRefusedException>(
            () => list.ExecuteAsync(new RunFilter(Cursor: "x"), CancellationToken.None))).Code);
    }

    private static async Task<string> RefusalAsync(TestGaia gaia, NewRun request) =>
        await Record.ExceptionAsync(() => gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.Everything, CancellationToken.None)) switch
        {
            RunRefusedException refused => refused.Code,
            ConfigurationRefusedException refused => refused.Code,
            var other => $"{other}",
        };
}
