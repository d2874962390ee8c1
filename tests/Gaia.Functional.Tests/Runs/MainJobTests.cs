using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Functional.Tests;

/// <summary>The way of one command: plan, approve, apply, look it up afterwards, destroy.</summary>
public sealed class MainJobTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_component_is_planned_approved_applied_and_found_again()
    {
        using var folder = AtmosFolder.Create("main-job");
        var terminal = gaia.TerminalIn(folder);

        var planned = (await terminal.RunAsync(cancellation, "terraform", "plan", "main-job", "-s", "dev")).Expect(0);
        Assert.Contains("terraform_data.word[\"one\"]", planned.Out);
        var run = await gaia.NewestRunAsync("main-job", cancellation);
        Assert.Equal(RunStatus.AwaitingApproval, run.Status);
        Assert.Equal(new ChangeCounts(2, 0, 0, 0, 0), run.Changes);

        (await terminal.RunAsync(cancellation, "runs", "approve", run.Id.ToString(), "--plan-digest", run.PlanDigest!, "--detach")).Expect(0);
        var watched = (await terminal.RunAsync(cancellation, "runs", "watch", run.Id.ToString())).Expect(0);
        Assert.Contains("terraform_data.word[\"two\"]", watched.Out);
        Assert.Equal(RunStatus.Applied, (await gaia.RunAsync(run.Id, cancellation)).Status);

        var listed = (await terminal.RunAsync(cancellation, "runs", "list", "--format", "json")).Expect(0);
        Assert.Contains(run.Id.ToString(), listed.Out);
        var outputs = await gaia.GetAsync<IReadOnlyList<OutputResponse>>(Routes.RunOutputs(run.Id), cancellation);
        Assert.Equal("""["dev-one","dev-two"]""", outputs.Single(output => output.Name == "words").Value!.Value.GetRawText().Replace(" ", ""));
    }

    [Fact]
    public async Task One_trace_leads_from_the_caller_to_terraform()
    {
        using var folder = AtmosFolder.Create("traced");
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        var terminal = new Terminal(gaia.Http.BaseAddress!, folder.Path, folder.Path) { Environment = { ["TRACEPARENT"] = $"00-{trace}-b7ad6b7169203331-01" } };

        (await terminal.RunAsync(cancellation, "terraform", "plan", "traced", "-s", "dev")).Expect(0);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(gaia.Traces.Holds(trace, "api", "POST /v1/runs") && gaia.Traces.Holds(trace, "worker", "terraform plan")))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    [Fact]
    public async Task A_second_plan_of_an_applied_component_says_no_changes()
    {
        using var folder = AtmosFolder.Create("second-plan");
        await gaia.ApplyAsync(folder, "second-plan", cancellation);

        var run = await gaia.PlanAsync(folder, "second-plan", cancellation);

        Assert.Equal(RunStatus.Planned, run.Status);
        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 0), run.Changes);
    }

    [Fact]
    public async Task Destroy_removes_what_apply_made()
    {
        using var folder = AtmosFolder.Create("destroy");
        await gaia.ApplyAsync(folder, "destroy", cancellation);

        (await gaia.TerminalIn(folder).RunAsync(cancellation, "terraform", "destroy", "destroy", "-s", "dev", "--auto-approve")).Expect(0);

        var run = await gaia.NewestRunAsync("destroy", cancellation);
        Assert.Equal((RunOperation.Destroy, RunStatus.Applied, 2), (run.Operation, run.Status, run.Changes!.Delete));
        Assert.Equal(2, (await gaia.PlanAsync(folder, "destroy", cancellation)).Changes!.Create);
    }

    [Fact]
    public async Task A_secret_output_is_nowhere_to_be_seen()
    {
        using var folder = AtmosFolder.Create("secret");
        var run = await gaia.ApplyAsync(folder, "secret", cancellation);

        foreach (var path in new[] { Routes.RunEvents(run.Id), Routes.RunOutputs(run.Id), Routes.RunPlan(run.Id), Routes.RunLogs(run.Id) })
            Assert.DoesNotContain("correct-horse", await gaia.Http.GetStringAsync(path, cancellation));
    }

    [Fact]
    public async Task A_configuration_is_uploaded_once()
    {
        using var folder = AtmosFolder.Create("upload-once");
        var first = await gaia.PlanAsync(folder, "upload-once", cancellation);
        await gaia.Http.PostAsJsonAsync(Routes.DiscardRun(first.Id), new DiscardRunRequest("only looking"), GaiaApp.Json, cancellation);

        var second = await gaia.PlanAsync(folder, "upload-once", cancellation);

        Assert.Equal(first.Configuration, second.Configuration);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task In_place_runs_need_no_api()
    {
        using var folder = AtmosFolder.Create("in-place");
        var offline = new Terminal(new Uri("http://127.0.0.1:1"), folder.Path, Path.GetTempPath());

        var screen = (await offline.RunAsync(cancellation, "terraform", "plan", "in-place", "-s", "dev", "--context", "none")).Expect(0);

        Assert.Contains("2 to add, 0 to change, 0 to destroy.", screen.Out);
        Assert.True(File.Exists(Path.Combine(folder.Path, "components/terraform/app/dev-in-place.terraform.tfvars.json")));
    }
}
