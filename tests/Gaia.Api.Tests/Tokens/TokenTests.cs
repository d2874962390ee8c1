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
