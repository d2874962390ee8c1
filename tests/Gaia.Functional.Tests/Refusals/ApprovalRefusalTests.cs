using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Functional.Tests;

public sealed class ApprovalRefusalTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_foreign_digest_is_refused_and_the_run_still_waits()
    {
        using var folder = AtmosFolder.Create("foreign");
        var run = await gaia.PlanAsync(folder, "foreign", cancellation);

        await RefusedAsync(HttpStatusCode.Conflict, Routes.ApproveRun(run.Id), new ApproveRunRequest("sha256:" + new string('0', 64)));

        Assert.Equal(RunStatus.AwaitingApproval, (await gaia.RunAsync(run.Id, cancellation)).Status);
    }

    [Fact]
    public async Task A_run_is_approved_once()
    {
        using var folder = AtmosFolder.Create("twice");
        var run = await gaia.PlanAsync(folder, "twice", cancellation);
        var approval = new ApproveRunRequest(run.PlanDigest!);
        (await gaia.Http.PostAsJsonAsync(Routes.ApproveRun(run.Id), approval, GaiaApp.Json, cancellation)).EnsureSuccessStatusCode();

        await RefusedAsync(HttpStatusCode.Conflict, Routes.ApproveRun(run.Id), approval);

        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Applied);
    }

    [Fact]
    public async Task A_finished_run_cannot_be_canceled()
    {
        using var folder = AtmosFolder.Create("finished");
        var run = await gaia.ApplyAsync(folder, "finished", cancellation);
        await RefusedAsync(HttpStatusCode.Conflict, Routes.CancelRun(run.Id), new CancelRunRequest());
    }

    [Fact]
    public async Task A_plan_goes_stale_when_its_state_has_moved_on()
    {
        using var folder = AtmosFolder.Create("stale");
        var early = await gaia.PlanAsync(folder, "stale", cancellation);
        await gaia.Http.PostAsJsonAsync(Routes.DiscardRun(early.Id), new DiscardRunRequest(), GaiaApp.Json, cancellation);
        await RefusedAsync(HttpStatusCode.Conflict, Routes.ApproveRun(early.Id), new ApproveRunRequest(early.PlanDigest!));
    }

    private async Task RefusedAsync<T>(HttpStatusCode expected, string path, T body)
    {
        using var response = await gaia.Http.PostAsJsonAsync(path, body, GaiaApp.Json, cancellation);
        Assert.Equal(expected, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<ProblemResponse>(GaiaApp.Json, cancellation);
        Assert.StartsWith("run.", problem!.Code);
        Assert.False(string.IsNullOrWhiteSpace(problem.Detail));
    }
}
