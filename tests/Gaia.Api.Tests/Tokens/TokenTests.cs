using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Tokens;

public sealed class TokenTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_token_is_made_once_and_makes_others_which_can_be_revoked()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        using var client = await api.ClientAsync();

        using var first = await client.PostAsync(Routes.AdminInit, null, Stop);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var admin = (await first.Content.ReadFromJsonAsync(ContractsJson.Default.CreatedTokenResponse, Stop))!;
        Assert.Equal(("admin", Role.Admin), (admin.Token.Name, admin.Token.Role));
        await client.PostAsync(Routes.AdminInit, null, Stop).ProblemAsync(409, "access.already-initialized");

        client.DefaultRequestHeaders.Authorization = new("Bearer", admin.Secret);
        var request = new CreateTokenRequest("ci", Role.Planner, ["dev-*"], 30);
        using var answer = await client.PostAsJsonAsync(Routes.Tokens, request, ContractsJson.Default.CreateTokenRequest, Stop);
        var created = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.CreatedTokenResponse, Stop))!;
        Assert.Equal(Routes.Token(created.Token.Id), $"{answer.Headers.Location}");

        using var ci = await api.ClientAsync();
        ci.DefaultRequestHeaders.Authorization = new("Bearer", created.Secret);
        Assert.Equal(HttpStatusCode.OK, (await ci.GetAsync("/v1/runs", Stop)).StatusCode);
        using var revoked = await client.DeleteAsync(Routes.Token(created.Token.Id), Stop);
        Assert.NotNull((await revoked.Content.ReadFromJsonAsync<TokenResponse>(ContractsJson.Default.Options, Stop))!.RevokedAt);
        await ci.GetAsync("/v1/runs", Stop).ProblemAsync(401, "access.unauthenticated");

        var page = await client.GetFromJsonAsync($"{Routes.Tokens}?limit=1", ContractsJson.Default.PageTokenResponse, Stop);
        Assert.Equal("ci", page!.Items.Single().Name);
        page = await client.GetFromJsonAsync($"{Routes.Tokens}?limit=1&cursor={page.Next}", ContractsJson.Default.PageTokenResponse, Stop);
        Assert.Equal("admin", page!.Items.Single().Name);
    }

    [Fact]
    public async Task Whose_token_it_is_and_when_it_expired_is_told_to_its_bearer()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        var created = await api.Get<Access.Tokens.CreateToken>().RunAsync(new("ci", Access.Role.Planner, ["dev-*"], 30), Access.Caller.Development, Stop);
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Authorization = new("Bearer", created.Secret.Value);

        var me = (await client.GetFromJsonAsync(Routes.Whoami, ContractsJson.Default.WhoamiResponse, Stop))!;
        Assert.Equal(("token:ci", created.Token.Id.Value, "ci", Role.Planner, created.Token.ExpiresAt!.Value.ToUnixTimeSeconds()), (me.Actor, me.Id, me.Name, me.Role, me.ExpiresAt!.Value.ToUnixTimeSeconds()));
        Assert.Equal(["dev-*"], me.Stacks);

        await using var expire = api.Database.CreateCommand("UPDATE access.tokens SET created_at = '2026-01-01', expires_at = '2026-01-02 10:30Z'");
        await expire.ExecuteNonQueryAsync(Stop);
        var problem = await client.GetAsync(Routes.Whoami, Stop).ProblemAsync(401, "access.token-expired");
        Assert.Contains("expired at 2026-01-02 10:30 UTC", problem.Detail);
        await using var revoke = api.Database.CreateCommand("UPDATE access.tokens SET revoked_at = now()");
        await revoke.ExecuteNonQueryAsync(Stop);
        await client.GetAsync(Routes.Whoami, Stop).ProblemAsync(401, "access.unauthenticated");
    }

    [Fact]
    public async Task In_Development_nobody_is_asked_and_may_do_all()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        Assert.Equal("""{"actor":"development","role":"admin","stacks":["*"]}""", await client.GetStringAsync(Routes.Whoami, Stop));
    }

    [Fact]
    public async Task Behind_a_proxy_the_first_token_takes_the_bootstrap_secret()
    {
        var secret = new string('s', 32);
        await using var api = await GaiaApi.StartAsync(postgres, "Production", new() { ["Gaia:Access:BootstrapSecret"] = secret });
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        await client.PostAsJsonAsync(Routes.AdminInit, new { bootstrapSecret = "wrong" }, Stop).ProblemAsync(403, "access.init-forbidden");
        using var answer = await client.PostAsJsonAsync(Routes.AdminInit, new { bootstrapSecret = secret, name = "root" }, Stop);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Who_only_says_that_they_are_local_gets_no_first_token()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production", new() { ["FORWARDEDHEADERS_ENABLED"] = "true" });
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");

        await client.PostAsync(Routes.AdminInit, null, Stop).ProblemAsync(403, "access.init-forbidden");
    }

    [Fact]
    public async Task A_secret_is_not_told_again_to_a_repeated_call()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        using var first = await client.PostAsJsonAsync(Routes.Tokens, new { name = "ci", role = "viewer" }, Stop);
        await client.PostAsJsonAsync(Routes.Tokens, new { name = "ci", role = "viewer" }, Stop).ProblemAsync(409, "idempotency.shown-once");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(0L, await api.Postgres.ScalarAsync<long>("SELECT count(*) FROM api.idempotency WHERE body IS NOT NULL", Stop));
    }

    [Fact]
    public async Task A_field_at_fault_is_named()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();

        var problem = await client.PostAsJsonAsync(Routes.Tokens, new { name = "ci", role = "viewer", expiresInDays = 0 }, Stop).ProblemAsync(400, "token.invalid");

        Assert.Contains("1 to 366", problem.Errors!["expiresInDays"][0]);
    }
}
