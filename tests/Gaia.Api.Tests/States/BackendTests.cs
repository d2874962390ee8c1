using System.Net;
using System.Text.Json;
using Gaia.Api.Tests.Runs;
using Gaia.Contracts;
using Gaia.Runs.States;

namespace Gaia.Api.Tests.States;

public sealed class BackendTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terraform_reads_what_it_wrote()
    {
        using var backend = await Backend.AsAsync(await shared.ProductionAsync(), Role.Operator);
        await backend.GetAsync().ProblemAsync(404, "state.not-found");

        await OkAsync(backend.LockAsync("a"));
        await OkAsync(backend.PostAsync(Backend.State(1), "a"));
        await OkAsync(backend.UnlockAsync("a"));

        using var answer = await backend.GetAsync();
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Backend.State(1), await answer.Content.ReadAsByteArrayAsync(Stop));
        await OkAsync(backend.DeleteAsync());
        await backend.GetAsync().ProblemAsync(404, "state.not-found");
    }

    [Fact]
    public async Task Each_refusal_has_its_status_and_code()
    {
        using var backend = await Backend.AsAsync(await shared.ProductionAsync(), Role.Operator);
        await OkAsync(backend.PostAsync(Backend.State(5)));

        await backend.PostAsync(Backend.State(6), md5: "1B2M2Y8AsgTpgAmY7PhCfg==").ProblemAsync(400, "state.digest");
        await backend.PostAsync("<html>not a state</html>"u8.ToArray()).ProblemAsync(422, "state.not-a-state");
        await backend.PostAsync([]).ProblemAsync(422, "state.not-a-state");
        await backend.PostAsync(Backend.State(6, lineage: "other")).ProblemAsync(409, "state.lineage");
        await backend.PostAsync(Backend.State(4)).ProblemAsync(409, "state.serial");
        await backend.PostAsync(Backend.State(5, "else")).ProblemAsync(409, "state.serial");
        await OkAsync(backend.PostAsync(Backend.State(5)));
        await OkAsync(backend.LockAsync("a"));
        await backend.PostAsync(Backend.State(6)).ProblemAsync(409, "state.locked");
        await backend.PostAsync(Backend.State(6), "b").ProblemAsync(409, "state.locked");
        await backend.SendAsync("LOCK", "{}").ProblemAsync(400, "state.bad-lock");
        await backend.SendAsync("LOCK", "nothing").ProblemAsync(400, "state.bad-lock");
        await backend.SendAsync("LOCK", new string(' ', 70_000)).ProblemAsync(413, "state.too-large");
        await backend.SendAsync("GET", "", backend.Place + "/backend/ABC").ProblemAsync(400, "state.bad-id");
        await backend.SendAsync("GET", "", backend.Address + "?identity=else").ProblemAsync(400, "state.wrong-identity");
        await backend.SendAsync("GET", "", backend.Address.Replace("cluster", "%0A", StringComparison.Ordinal)).ProblemAsync(400, "request.invalid");
        Assert.Equal(Backend.State(5), await (await backend.GetAsync()).Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Too_large_is_too_large_also_when_it_is_not_said_before()
    {
        await using var api = await GaiaApi.StartAsync(shared.Postgres, settings: new() { ["Gaia:MaxStateBytes"] = "4096" });
        using var client = await api.ClientAsync();
        using var backend = new Backend(client);
        await backend.PostAsync(Backend.State(1, new string('x', 5000))).ProblemAsync(413, "state.too-large");

        using var request = new HttpRequestMessage(HttpMethod.Post, backend.Address)
        {
            Content = new StreamContent(new MemoryStream(Backend.State(1, new string('x', 5000)))), Headers = { TransferEncodingChunked = true },
        };
        await client.SendAsync(request, Stop).ProblemAsync(413, "state.too-large");
        await OkAsync(backend.PostAsync(Backend.State(1)));
    }

    [Fact]
    public async Task The_second_is_told_who_is_the_first()
    {
        var api = await shared.ProductionAsync();
        using var ana = await Backend.AsAsync(api, Role.Planner);
        using var bob = await Backend.AsAsync(api, Role.Planner, ana.Identity);
        await OkAsync(ana.LockAsync("a"));
        await OkAsync(ana.LockAsync("a"));

        Assert.Equal(("ana@laptop", 423), await HolderAsync(bob.LockAsync("b", "bob@desk")));
        Assert.Equal(("ana@laptop", 409), await HolderAsync(bob.UnlockAsync("b")));

        // Nobody may break it but an operator.
        await bob.UnlockAsync(null).ProblemAsync(403, "access.denied");
        using var olga = await Backend.AsAsync(api, Role.Operator, ana.Identity);
        await OkAsync(olga.UnlockAsync(null));
        await OkAsync(bob.LockAsync("b"));
    }

    [Theory]
    [InlineData(Role.Viewer, "GET", false)]
    [InlineData(Role.Viewer, "LOCK", false)]
    [InlineData(Role.Viewer, "UNLOCK", false)]
    [InlineData(Role.Planner, "GET", true)]
    [InlineData(Role.Planner, "LOCK", true)]
    [InlineData(Role.Planner, "UNLOCK", true)]
    [InlineData(Role.Planner, "POST", false)]
    [InlineData(Role.Planner, "DELETE", false)]
    [InlineData(Role.Operator, "POST", true)]
    [InlineData(Role.Operator, "DELETE", true)]
    public async Task A_role_opens_its_methods_in_its_stacks(Role role, string method, bool open)
    {
        var api = await shared.ProductionAsync();
        var body = method is "POST" ? System.Text.Encoding.UTF8.GetString(Backend.State(1)) : method is "GET" or "DELETE" ? "" : Backend.LockInfo("a", "ana");
        using var near = await Backend.AsAsync(api, role, stacks: "dev");
        using var far = await Backend.AsAsync(api, role, stack: "prod", stacks: "dev");

        using var answer = await near.SendAsync(method, body);

        Assert.Equal(open, answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound);
        if (!open) await Task.FromResult(answer).ProblemAsync(403, "access.denied");
        await far.SendAsync(method, body).ProblemAsync(403, "access.denied");
    }

    [Fact]
    public async Task A_state_of_another_stack_is_not_reached_by_ones_own()
    {
        var api = await shared.ProductionAsync();
        using var prod = await Backend.AsAsync(api, Role.Operator, stack: "prod");
        await OkAsync(prod.PostAsync(Backend.State(1)));
        using var dev = await Backend.AsAsync(api, Role.Operator, prod.Identity, stacks: "dev");

        await dev.GetAsync().ProblemAsync(403, "access.denied");
        await dev.LockAsync("a").ProblemAsync(403, "access.denied");
        await dev.PostAsync(Backend.State(2)).ProblemAsync(403, "access.denied");
        await dev.DeleteAsync().ProblemAsync(403, "access.denied");
    }

    [Theory]
    [InlineData("Basic", "Z2FpYTpnYWlhX0FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")]
    [InlineData("Basic", "Z2FpYTpnYWlhcnVuX0FBQUE=")]
    [InlineData("Basic", "bm8tY29sb24=")]
    [InlineData("Basic", "***")]
    [InlineData("Basic", "Z2FpYTpwYXNzd29yZA==")]
    [InlineData("Bearer", "gaiarun_AAAA")]
    [InlineData(null, null)]
    public async Task Without_a_token_that_counts_nobody_is_let_in(string? scheme, string? parameter)
    {
        var api = await shared.ProductionAsync();
        using var client = await api.ClientAsync();
        if (scheme is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"{scheme} {parameter}");
        using var backend = new Backend(client);

        using var answer = await backend.GetAsync();

        Assert.Equal("Basic realm=\"gaia\"", $"{answer.Headers.WwwAuthenticate}");
        await Task.FromResult(answer).ProblemAsync(401, "access.unauthenticated");
    }

    [Fact]
    public async Task A_password_is_taken_by_the_backend_alone()
    {
        var api = await shared.ProductionAsync();
        using var backend = await Backend.AsAsync(api, Role.Admin);

        await backend.GetAsync("").ProblemAsync(401, "access.unauthenticated");
        await backend.GetAsync("/versions").ProblemAsync(401, "access.unauthenticated");
    }

    [Fact]
    public async Task A_bearer_token_and_none_in_development_do_as_elsewhere()
    {
        using var bearer = new Backend(await (await shared.ProductionAsync()).ClientAsync(Role.Operator));
        await OkAsync(bearer.PostAsync(Backend.State(1)));
        using var nobody = new Backend(await (await shared.DevelopmentAsync()).ClientAsync());
        await OkAsync(nobody.PostAsync(Backend.State(1)));
    }

    [Fact]
    public async Task The_terraform_of_a_run_reaches_its_state_and_nothing_else()
    {
        var api = await shared.ProductionAsync();
        var run = await SeededRuns.QueueAsync(api);
        run = await SeededRuns.MoveAsync(api, run.Id, before => before.StartPlan(TimeProvider.System.GetUtcNow()));
        var secret = (await new RunTokens(api.Database, TimeProvider.System).MintAsync(run.Id, null, Stop)).Secret;
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Authorization = Backend.Basic(secret.Value);
        using var mine = new Backend(client, "dev", DemoConfiguration.Component, run.StateIdentity);
        using var other = new Backend(client);
        using var ana = await Backend.AsAsync(api, Role.Admin, run.StateIdentity, component: DemoConfiguration.Component);

        await OkAsync(mine.LockAsync("r"));
        Assert.Equal(($"run {run.Id} (plan by development)", 423), await HolderAsync(ana.LockAsync("x")));
        await mine.PostAsync(Backend.State(1), "r").ProblemAsync(403, "state.run-may-not-write");
        await OkAsync(mine.UnlockAsync("r"));
        Assert.Equal(($"run {run.Id} (plan by development)", 423), await HolderAsync(ana.LockAsync("x")));
        await ana.PostAsync(Backend.State(1)).ProblemAsync(409, "state.locked");
        await other.GetAsync().ProblemAsync(403, "state.not-of-this-run");
        await client.GetAsync(Routes.Runs, Stop).ProblemAsync(401, "access.unauthenticated");
        await client.GetAsync(Routes.State("dev", DemoConfiguration.Component), Stop).ProblemAsync(401, "access.unauthenticated");

        await SeededRuns.FinishAsync(api, run.Id);
        await mine.GetAsync().ProblemAsync(401, "access.unauthenticated");
        await OkAsync(ana.LockAsync("x"));
    }

    private static async Task OkAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    private static async Task<(string Who, int Status)> HolderAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        var who = json.RootElement.GetProperty("Who").GetString()!;
        var id = json.RootElement.GetProperty("ID").GetString()!;
        Assert.Contains($", held by {who}", id);
        return (who, (int)answer.StatusCode);
    }
}
