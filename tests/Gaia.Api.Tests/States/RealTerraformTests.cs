using System.Text;
using Gaia.Api.Tests.Runs;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Runs.States;

namespace Gaia.Api.Tests.States;

public sealed class RealTerraformTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_applies_changes_and_destroys()
    {
        var api = await shared.ProductionAsync();
        using var backend = await Backend.AsAsync(api, Role.Operator);
        using var terraform = new RealTerraform(Url(api), backend);

        await terraform.RunAsync(true, "init");
        Assert.Contains("1 added", await terraform.RunAsync(true, "apply", "-auto-approve"));
        Assert.Contains("No changes", await terraform.RunAsync(true, "plan"));
        Assert.Contains("hello", await terraform.RunAsync(true, "output"));
        Assert.Contains("workspaces not supported", await terraform.RunAsync(false, "workspace", "new", "blue"));
        Assert.Contains("1 destroyed", await terraform.RunAsync(true, "destroy", "-auto-approve"));

        using var gaia = new GaiaClient(new() { Url = Url(api), Token = backend.Password });
        var state = await gaia.GetStateAsync("dev", "eks/cluster", backend.Id, Stop);
        Assert.Equal((backend.Identity, 0, null), (state.StateIdentity, state.Resources, state.Lock));
        Assert.True(state.Version >= 2);

        // What terraform reads after a rollback is a state of its own making.
        await gaia.RollbackStateAsync("dev", "eks/cluster", 1, backend.Id, Stop);
        Assert.Contains("No changes", await terraform.RunAsync(true, "plan"));
    }

    [Fact]
    public async Task The_second_writer_is_told_the_holders_name_and_an_operator_breaks_the_lock()
    {
        var api = await shared.ProductionAsync();
        using var ana = await Backend.AsAsync(api, Role.Operator);
        using var bob = await Backend.AsAsync(api, Role.Operator, ana.Identity);
        using var terraform = new RealTerraform(Url(api), bob);
        await terraform.RunAsync(true, "init");
        (await ana.LockAsync("e7396631-cda6-63cb-9f85-067cd4d4459c")).EnsureSuccessStatusCode();

        var refused = await terraform.RunAsync(false, "apply", "-auto-approve");

        Assert.Contains("already locked: ID=e7396631-cda6-63cb-9f85-067cd4d4459c, held by ana@laptop (token:Operator-", refused);
        // What it calls Lock Info is its own attempt, whatever it is answered.
        Assert.DoesNotContain("ID:        e7396631", refused);
        terraform.NameLock("0b1c2d3e-0000-1111-2222-333344445555");
        Assert.Contains("409", await terraform.RunAsync(false, "force-unlock", "-force", "0b1c2d3e-0000-1111-2222-333344445555"));
        Assert.Contains("already locked", await terraform.RunAsync(false, "apply", "-auto-approve"));
        terraform.NameLock("e7396631-cda6-63cb-9f85-067cd4d4459c");
        Assert.Contains("unlocked", await terraform.RunAsync(true, "force-unlock", "-force", "e7396631-cda6-63cb-9f85-067cd4d4459c"));
        Assert.Contains("1 added", await terraform.RunAsync(true, "apply", "-auto-approve"));
    }

    [Fact]
    public async Task A_state_of_other_infrastructure_is_not_pushed_over_it()
    {
        var api = await shared.ProductionAsync();
        using var backend = await Backend.AsAsync(api, Role.Operator);
        using var terraform = new RealTerraform(Url(api), backend);
        await terraform.RunAsync(true, "init");
        await terraform.RunAsync(true, "apply", "-auto-approve");
        terraform.Write("other.tfstate", Encoding.UTF8.GetString(Backend.State(99, lineage: "0b1c2d3e-0000-1111-2222-333344445555")));

        Assert.Contains("lineage", await terraform.RunAsync(false, "state", "push", "other.tfstate"));
        // Told to do it nevertheless, terraform leaves the decision to us.
        Assert.Contains("409", await terraform.RunAsync(false, "state", "push", "-force", "other.tfstate"));
        Assert.Contains("No changes", await terraform.RunAsync(true, "plan"));
    }

    [Fact]
    public async Task A_planner_plans_and_does_not_apply()
    {
        var api = await shared.ProductionAsync();
        using var backend = await Backend.AsAsync(api, Role.Planner);
        using var terraform = new RealTerraform(Url(api), backend);
        await terraform.RunAsync(true, "init");
        Assert.Contains("1 to add", await terraform.RunAsync(true, "plan"));
        Assert.Contains("403", await terraform.RunAsync(false, "apply", "-auto-approve"));
    }

    [Fact]
    public async Task A_run_applies_with_its_own_token_and_others_wait_for_it()
    {
        var api = await shared.ProductionAsync();
        var run = await SeededRuns.QueueAsync(api, by: "token:ana");
        run = await SeededRuns.MoveAsync(api, run.Id, before => before.StartPlan(TimeProvider.System.GetUtcNow()));
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Authorization = Backend.Basic((await new RunTokens(api.Database, TimeProvider.System).MintAsync(run.Id, null, Stop)).Secret.Value);
        using var backend = new Backend(client, "dev", DemoConfiguration.Component, run.StateIdentity);
        using var terraform = new RealTerraform(Url(api), backend);
        using var bob = await Backend.AsAsync(api, Role.Admin, run.StateIdentity, component: DemoConfiguration.Component);
        using var other = new RealTerraform(Url(api), bob);
        await terraform.RunAsync(true, "init");
        await terraform.RunAsync(true, "plan", "-out=plan");
        await other.RunAsync(true, "init");
        Assert.Contains($"held by run {run.Id} (plan by token:ana)", await other.RunAsync(false, "plan"));

        run = await SeededRuns.MoveAsync(api, run.Id, before => before.FinishPlan(SeededRuns.Plan, new(1, 0, 0, 0, 0), hasChanges: true, TimeProvider.System.GetUtcNow()));
        run = await SeededRuns.MoveAsync(api, run.Id, before => before.Approve(SeededRuns.Plan, new("token:olga")));
        run = await SeededRuns.MoveAsync(api, run.Id, before => before.StartApply(TimeProvider.System.GetUtcNow()));
        // The token of the plan ended with the plan.
        Assert.Contains("requires auth", await terraform.RunAsync(false, "apply", "plan"));
        client.DefaultRequestHeaders.Authorization = Backend.Basic((await new RunTokens(api.Database, TimeProvider.System).MintAsync(run.Id, null, Stop)).Secret.Value);
        using var applying = new RealTerraform(Url(api), backend);
        await applying.RunAsync(true, "init");
        Assert.Contains("1 added", await applying.RunAsync(true, "apply", "-auto-approve"));

        using var gaia = new GaiaClient(new() { Url = Url(api), Token = bob.Password });
        var state = await gaia.GetStateAsync("dev", DemoConfiguration.Component, backend.Id, Stop);
        Assert.Equal(("token:olga", run.Id.Value), (state.UpdatedBy, state.RunId));
    }

    private static Uri Url(GaiaApi api)
    {
        using var http = api.CreateClient();
        return http.BaseAddress!;
    }
}
