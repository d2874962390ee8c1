using System.Text;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Runs;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Tests.States;

public sealed class StateTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task States_are_listed_with_what_people_ask_about()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var first = await Backend.AsAsync(api, Role.Operator);
        using var second = await Backend.AsAsync(api, Role.Operator, stack: "prod", component: "vpc");
        await first.PostAsync(Backend.State(3));
        await second.PostAsync(Backend.State(7));
        await second.LockAsync("l-1");
        using var gaia = Client(api, first);

        var states = await gaia.ListStatesAsync(new(PageSize: 1), Stop).ToListAsync(Stop);

        Assert.Equal(["prod/vpc", "dev/eks/cluster"], states.Select(state => $"{state.Stack}/{state.Component}"));
        Assert.Equal((second.Id, 1, 7, 1), (states[0].Id, states[0].Version, states[0].Serial, states[0].Resources));
        Assert.Equal((Backend.State(7).Length, Backend.Lineage), (states[0].Size, states[0].Lineage));
        Assert.StartsWith("token:Operator-", states[0].UpdatedBy);
        Assert.Equal(("l-1", "ana@laptop", states[0].UpdatedBy), (states[0].Lock!.Id, states[0].Lock!.Who, states[0].Lock!.HeldBy));
        Assert.Null(states[1].Lock);
        Assert.Equal([first.Id], (await gaia.ListStatesAsync(new("dev"), Stop).ToListAsync(Stop)).Select(state => state.Id));
        Assert.Empty(await gaia.ListStatesAsync(new("dev", "vpc"), Stop).ToListAsync(Stop));
        using var dev = await Backend.AsAsync(api, Role.Viewer, stacks: "dev");
        using var viewer = Client(api, dev);
        Assert.Equal([first.Id], (await viewer.ListStatesAsync(new(PageSize: 1), Stop).ToListAsync(Stop)).Select(state => state.Id));
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<GaiaApiException>(async () => await viewer.ListStatesAsync(new("prod"), Stop).ToListAsync(Stop))).Code);
    }

    [Fact]
    public async Task One_that_is_held_before_it_has_content_is_listed_with_its_holder()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var written = await Backend.AsAsync(api, Role.Operator);
        await written.PostAsync(Backend.State(3));
        using var held = await Backend.AsAsync(api, Role.Operator, stack: "prod", component: "vpc");
        using var other = await Backend.AsAsync(api, Role.Operator, stack: "prod", component: "eks");
        using var gaia = Client(api, written);
        await held.LockAsync("l-1");
        await other.LockAsync("l-2");

        var states = await gaia.ListStatesAsync(new(PageSize: 1), Stop).ToListAsync(Stop);

        Assert.Equal([other.Id, held.Id, written.Id], states.Select(state => state.Id));
        Assert.Equal((0, 0, "l-1", "ana@laptop"), (states[1].Version, states[1].Size, states[1].Lock!.Id, states[1].Lock!.Who));
        await held.GetAsync().ProblemAsync(404, "state.not-found");
        await held.UnlockAsync("l-1");
        Assert.Equal([other.Id, written.Id], (await gaia.ListStatesAsync(cancellationToken: Stop).ToListAsync(Stop)).Select(state => state.Id));
    }

    [Fact]
    public async Task Versions_can_be_seen_read_and_gone_back_to()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator);
        for (var serial = 1; serial <= 3; serial++) await backend.PostAsync(Backend.State(serial, $"value {serial}"));
        using var gaia = Client(api, backend);

        Assert.Equal([3, 2, 1], (await gaia.ListStateVersionsAsync("dev", "eks/cluster", cancellationToken: Stop).ToListAsync(Stop)).Select(version => version.Version));
        var second = await gaia.GetStateVersionAsync("dev", "eks/cluster", 2, cancellationToken: Stop);
        Assert.Equal((2, false, "backend"), (second.Serial, second.Current, second.Origin));
        using var content = new MemoryStream();
        await gaia.CopyStateVersionAsync("dev", "eks/cluster", 2, content, cancellationToken: Stop);
        Assert.Equal(Backend.State(2, "value 2"), content.ToArray());

        await backend.LockAsync("held");
        Assert.Equal("state.locked", await RefusedAsync(gaia.RollbackStateAsync("dev", "eks/cluster", 1, cancellationToken: Stop)));
        await backend.UnlockAsync("held");
        Assert.Equal("state.version-not-found", await RefusedAsync(gaia.RollbackStateAsync("dev", "eks/cluster", 9, cancellationToken: Stop)));
        var rolled = await gaia.RollbackStateAsync("dev", "eks/cluster", 1, cancellationToken: Stop);

        Assert.Equal((4, 4, "rollback", 1, true), (rolled.Version, rolled.Serial, rolled.Origin, rolled.RolledBackTo, rolled.Current));
        var outputs = await gaia.GetStateOutputsAsync("dev", "eks/cluster", Stop);
        Assert.Equal(("value 1", null), (outputs[0].Value!.Value.GetString(), outputs[1].Value?.GetString()));
        Assert.Equal(4, (await gaia.GetStateAsync("dev", "eks/cluster", cancellationToken: Stop)).Version);
        var actions = await api.Postgres.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY sequence) FROM audit.entries WHERE action LIKE 'states.%'", Stop);
        Assert.Equal("states.write states.write states.write states.read states.rollback", actions);
    }

    [Fact]
    public async Task Raw_content_and_changes_need_their_roles()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator);
        await backend.PostAsync(Backend.State(1));
        using var viewing = await Backend.AsAsync(api, Role.Viewer);
        using var planning = await Backend.AsAsync(api, Role.Planner);
        using var viewer = Client(api, viewing);
        using var planner = Client(api, planning);

        Assert.Equal(1, (await viewer.GetStateVersionAsync("dev", "eks/cluster", 1, cancellationToken: Stop)).Version);
        Assert.Equal("access.denied", await RefusedAsync(viewer.CopyStateVersionAsync("dev", "eks/cluster", 1, Stream.Null, cancellationToken: Stop)));
        Assert.Equal("access.denied", await RefusedAsync(planner.RollbackStateAsync("dev", "eks/cluster", 1, cancellationToken: Stop)));
        Assert.Equal("access.denied", await RefusedAsync(planner.AdoptStateAsync("dev", "new", "local:new#default", Backend.State(1), Stop)));
    }

    [Fact]
    public async Task A_state_is_adopted_once_and_several_are_told_apart()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator);
        using var gaia = Client(api, backend);
        Assert.Equal("state.not-found", await RefusedAsync(gaia.GetStateAsync("dev", "eks/cluster", cancellationToken: Stop)));

        var adopted = await gaia.AdoptStateAsync("dev", "eks/cluster", backend.Identity, Backend.State(40), Stop);

        Assert.Equal((backend.Id, 1, 40, "adopt"), (adopted.Id, adopted.Version, adopted.Serial, adopted.Origin));
        Assert.Equal(1, (await gaia.AdoptStateAsync("dev", "eks/cluster", backend.Identity, Backend.State(40), Stop)).Version);
        Assert.Equal("state.exists", await RefusedAsync(gaia.AdoptStateAsync("dev", "eks/cluster", backend.Identity, Backend.State(41), Stop)));
        Assert.Equal("state.not-a-state", await RefusedAsync(gaia.AdoptStateAsync("dev", "eks/cluster", "local:x#y", Encoding.UTF8.GetBytes("{}"), Stop)));
        Assert.Equal("state.elsewhere", await RefusedAsync(gaia.AdoptStateAsync("dev", "eks/cluster", "s3://b/k#y", Backend.State(1), Stop)));
        Assert.Equal(backend.Identity, (await gaia.GetStateAsync("dev", "eks/cluster", cancellationToken: Stop)).StateIdentity);

        await gaia.AdoptStateAsync("dev", "eks/cluster", "local:second#blue", Backend.State(2), Stop);
        Assert.Equal("state.ambiguous", await RefusedAsync(gaia.GetStateAsync("dev", "eks/cluster", cancellationToken: Stop)));
        Assert.Equal("state.ambiguous", await RefusedAsync(gaia.RollbackStateAsync("dev", "eks/cluster", 1, cancellationToken: Stop)));
        Assert.Equal(2, (await gaia.GetStateAsync("dev", "eks/cluster", StateKey.Of("local:second#blue"), Stop)).Serial);
        Assert.Equal(2, (await gaia.ListStatesAsync(new("dev", "eks/cluster"), Stop).ToListAsync(Stop)).Count);
    }

    [Fact]
    public async Task A_state_put_under_one_stack_is_reached_by_no_other()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var planting = await Backend.AsAsync(api, Role.Operator, "local:planted#prod", "dev", "app");
        using var other = await Backend.AsAsync(api, Role.Operator, planting.Identity, "prod", "app");
        using var gaia = Client(api, planting);
        using var prod = Client(api, other);
        await gaia.AdoptStateAsync("dev", "app", planting.Identity, Backend.State(1), Stop);

        // By whoever reaches everything, in every way that terraform and people have.
        foreach (var call in (Func<Task<HttpResponseMessage>>[])[other.GetAsync, other.DeleteAsync, () => other.PostAsync(Backend.State(2)), () => other.LockAsync("l"), () => other.UnlockAsync(null)])
            await call().ProblemAsync(403, "state.of-another-stack");
        Assert.Equal("state.of-another-stack", await RefusedAsync(prod.AdoptStateAsync("prod", "app", planting.Identity, Backend.State(2), Stop)));
        Assert.Equal("state.not-found", await RefusedAsync(prod.RollbackStateAsync("prod", "app", 1, planting.Id, Stop)));
        Assert.Equal("state.of-another-stack", await RefusedAsync(prod.GetStateOwnersAsync("prod", "app", planting.Id, Stop)));
        Assert.Equal(1, (await gaia.GetStateAsync("dev", "app", cancellationToken: Stop)).Serial);

        Assert.Equal(["dev", "prod"], (await prod.ShareStateAsync("dev", "app", "prod", planting.Id, Stop)).Stacks);
        (await other.PostAsync(Backend.State(2))).EnsureSuccessStatusCode();
        Assert.Equal(["prod"], (await prod.UnshareStateAsync("prod", "app", "dev", planting.Id, Stop)).Stacks);
        var now = await prod.GetStateAsync("prod", "app", cancellationToken: Stop);
        Assert.Equal(("prod", 2), (now.Stack, now.Serial));
        await planting.PostAsync(Backend.State(3)).ProblemAsync(403, "state.of-another-stack");
    }

    [Fact]
    public async Task A_stack_that_has_its_files_name_is_one_segment_of_the_path()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator, stack: "orgs/acme/dev", stacks: "orgs/*");
        using var gaia = Client(api, backend);
        (await backend.PostAsync(Backend.State(1))).EnsureSuccessStatusCode();

        Assert.Equal(("orgs/acme/dev", 1), (await gaia.GetStateAsync("orgs/acme/dev", "eks/cluster", cancellationToken: Stop)) is var state ? (state.Stack, state.Serial) : default);
        Assert.Equal(["orgs/acme/dev", "orgs/acme/test"], (await gaia.ShareStateAsync("orgs/acme/dev", "eks/cluster", "orgs/acme/test", cancellationToken: Stop)).Stacks);
        Assert.Equal(["orgs/acme/dev"], (await gaia.UnshareStateAsync("orgs/acme/dev", "eks/cluster", "orgs/acme/test", cancellationToken: Stop)).Stacks);
        using var other = await Backend.AsAsync(api, Role.Operator, stack: "orgs/acme/dev", stacks: "orgs-acme-dev");
        await other.GetAsync().ProblemAsync(403, "access.denied");
    }

    [Fact]
    public async Task Of_two_stacks_that_use_a_state_at_the_same_time_one_has_it()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator);
        using var gaia = Client(api, backend);

        var came = await Task.WhenAll(Enumerable.Range(0, 8).Select(async each =>
        {
            var refused = await Record.ExceptionAsync(() => gaia.AdoptStateAsync($"stack-{each}", "app", "local:raced#default", Backend.State(1), Stop));
            return (Stack: $"stack-{each}", (refused as GaiaApiException)?.Code);
        }));

        var first = Assert.Single(came, one => one.Code is null).Stack;
        Assert.All(came.Where(one => one.Stack != first), one => Assert.Equal("state.of-another-stack", one.Code));
        Assert.Equal([first], (await gaia.GetStateOwnersAsync(first, "app", StateKey.Of("local:raced#default"), Stop)).Stacks);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_a_fault_and_never_no_state()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var backend = await Backend.AsAsync(api, Role.Operator);
        await backend.PostAsync(Backend.State(1));
        Directory.Delete(Path.Combine(api.Get<IOptions<RunsOptions>>().Value.DataDirectory, "blobs", "states"), recursive: true);

        var problem = await backend.GetAsync().ProblemAsync(500, "state.unreadable");

        Assert.Contains("Restore the blobs", problem.Detail);
        await backend.PostAsync(Backend.State(1, lineage: "other")).ProblemAsync(409, "state.lineage");
    }

    private static GaiaClient Client(GaiaApi api, Backend backend)
    {
        using var http = api.CreateClient();
        return new(new() { Url = http.BaseAddress!, Token = backend.Password });
    }

    private static async Task<string?> RefusedAsync(Task call) => (await Assert.ThrowsAsync<GaiaApiException>(() => call)).Code;
}
