using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

public sealed class EndToEndTests(RunsPostgres postgres)
{
    [Fact]
    public async Task Plan_approve_apply_plan_again_destroy()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.QueueAsync();
        run = await gaia.UntilAsync(run, RunStatus.AwaitingApproval);
        Assert.Equal(new ChangeCounts(1, 0, 0, 0, 0), run.Changes);
        var plan = await gaia.Get<FindPlan>().ExecuteAsync(run.Id, CancellationToken.None);
        Assert.Equal(run.Plan!.Value.Value, plan.Digest);
        var greeting = Assert.Single(plan.Resources);
        Assert.Equal(("terraform_data.greeting", ChangeAction.Create), (greeting.Address, greeting.Action));
        Assert.Contains(greeting.Attributes, attribute => attribute is { Path: "input.text", Sensitive: false });
        Assert.Contains(greeting.Attributes, attribute => attribute is { Path: "input.password", Sensitive: true, After: null });

        await gaia.ApproveAsync(run);
        run = await gaia.UntilAsync(run, RunStatus.Applied);
        var outputs = await gaia.Get<FindOutputs>().ExecuteAsync(run.Id, CancellationToken.None);
        Assert.Equal([("password", true, null), ("text", false, "hello world")],
            outputs.Select(output => (output.Name, output.Sensitive, output.Value?.GetString())));
        var state = (await gaia.Get<FindState>().ExecuteAsync("app", "test", null, CancellationToken.None)).Current!;
        Assert.Equal(run.Id, state.RunId);
        Assert.NotEmpty(state.Lineage);

        var again = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Planned);
        Assert.Equal(ChangeCounts.None, again.Changes);

        var destroy = await gaia.UntilAsync(await gaia.QueueAsync(RunOperation.Destroy, autoApprove: true), RunStatus.Applied);
        Assert.Equal(new ChangeCounts(0, 0, 1, 0, 0), destroy.Changes);
        Assert.Empty(await gaia.Get<FindOutputs>().ExecuteAsync(destroy.Id, CancellationToken.None));
        await Until.TrueAsync(() => Directory.GetDirectories(Path.Combine(gaia.DataDirectory, "work")).Length == 0, "workdirs are removed");
    }

    [Fact]
    public async Task A_component_reads_the_state_that_the_worker_keeps_of_another()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        gaia.Repository.Write("stacks/test.yaml",
            """
            vars: {stage: test, password: correct-horse-battery}
            components:
              terraform:
                app: {vars: {name: world}}
                reader: {metadata: {component: app}, vars: {name: !terraform.state app text}}
            """);
        await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(component: "reader", autoApprove: true), RunStatus.Applied);
        var outputs = await gaia.Get<FindOutputs>().ExecuteAsync(run.Id, CancellationToken.None);
        Assert.Equal("hello hello world", outputs.Single(output => output.Name == "text").Value?.GetString());
    }

    [Fact]
    public async Task No_secret_leaves_the_worker()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, TestRepository.Hello +
            """

            resource "terraform_data" "leaky" {
              provisioner "local-exec" {
                command = "cat ${path.module}/leak.txt; echo stderr-too >&2"
              }
            }
            """);
        gaia.Repository.Write("components/terraform/app/leak.txt", "the password is correct-horse-battery\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains("the password is (sensitive value)", await gaia.LogAsync(run), StringComparison.Ordinal);
        var stored = await gaia.Database.ScalarAsync<string>(
            "SELECT coalesce(string_agg(data::text, ' '), '') || (SELECT string_agg(run::text, ' ') FROM runs.runs AS run) FROM runs.events");
        Assert.DoesNotContain("correct-horse-battery", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_tell_the_run_in_order_and_without_gaps()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        var events = await gaia.EventsAsync(run);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(e => e.Sequence));
        Assert.Equal(["queued", "planning", "approved", "applying", "applied"],
            events.Where(e => e.Type == "status").Select(e => e.Data.GetProperty("status").GetString()));
        Assert.Equal(["fetch", "resolve", "init", "plan", "show", "save", "apply", "save"],
            events.Where(e => e.Type == "phase").Select(e => e.Data.GetProperty("phase").GetString()).Where(phase => phase != "workspace"));
        Assert.Contains(events, e => e.Type == "resource" && e.Data.GetProperty("state").GetString() == "completed");
        Assert.Equal(6, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM audit.entries")); // one of them for the state
        Assert.Equal(run.LastEvent, events[^1].Sequence);
    }

    [Fact]
    public async Task A_plan_only_run_is_over_when_it_is_planned()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(RunOperation.Plan, planOnly: true, autoApprove: true), RunStatus.Planned);
        Assert.Equal(1, run.Changes!.Create);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => gaia.ApproveAsync(run));
        Assert.Equal("run.not-awaiting-approval", refused.Code);
    }

    [Fact]
    public async Task Arguments_reach_terraform()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, TestRepository.Hello + "\nresource \"terraform_data\" \"second\" {}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(arguments: ["-target=terraform_data.second"]), RunStatus.AwaitingApproval);
        Assert.Equal(1, run.Changes!.Create);
    }
}
