using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Security;

public sealed class AccessTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health", 200)]
    [InlineData("/alive", 200)]
    [InlineData("/", 401)]
    [InlineData("/docs", 401)]
    [InlineData("/openapi/v1.json", 401)]
    [InlineData("/v1/status", 401)]
    [InlineData("/v1/runs", 401)]
    [InlineData("/v1/audit", 401)]
    [InlineData("/v1/nothing", 401)]
    public async Task Without_a_token_only_health_answers(string path, int status)
    {
        var api = await shared.ProductionAsync();
        using var client = await api.ClientAsync();
        using var answer = await client.GetAsync(path, Stop);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status is 401) Assert.Equal("Bearer", $"{answer.Headers.WwwAuthenticate}");
    }

    [Theory]
    [InlineData("gaia_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("something-else")]
    public async Task A_wrong_token_is_refused_also_in_development(string token)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        var problem = await client.GetAsync("/v1/runs", Stop).ProblemAsync(401, "access.unauthenticated");

        Assert.Contains("unknown, revoked or expired", problem.Detail);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Original-For", "203.0.113.9:4711")]
    [InlineData("X-Forwarded-Host", "gaia.example")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 gateway")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("CF-Connecting-IP", "203.0.113.9")]
    [InlineData("True-Client-IP", "203.0.113.9")]
    [InlineData("Proxy-Connection", "keep-alive")]
    public async Task In_development_a_page_or_a_proxy_is_not_the_person_at_the_machine(string header, string value)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs");
        request.Headers.TryAddWithoutValidation(header, value);

        await client.SendAsync(request, Stop).ProblemAsync(401, "access.unauthenticated");
    }

    [Fact]
    public async Task No_other_origin_is_let_in()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync(Role.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/runs");
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");

        using var answer = await client.SendAsync(request, Stop);

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    // Role, call, and whether it is let through to where the subject is missing.
    [Theory]
    [InlineData(Role.Viewer, "GET /v1/runs", true)]
    [InlineData(Role.Viewer, "GET /v1/locks", true)]
    [InlineData(Role.Viewer, "POST /v1/runs", false)]
    [InlineData(Role.Viewer, "PUT /v1/configurations/x", false)]
    [InlineData(Role.Planner, "PUT /v1/configurations/x", true)]
    [InlineData(Role.Planner, "POST /v1/runs/ID/cancel", false)]
    [InlineData(Role.Planner, "POST /v1/runs/ID/approve", false)]
    [InlineData(Role.Operator, "POST /v1/runs/ID/cancel", true)]
    [InlineData(Role.Operator, "POST /v1/runs/ID/discard", true)]
    [InlineData(Role.Operator, "POST /v1/runs/ID/approve", false)]
    [InlineData(Role.Approver, "POST /v1/runs/ID/approve", true)]
    [InlineData(Role.Approver, "GET /v1/tokens", false)]
    [InlineData(Role.Approver, "GET /v1/audit", false)]
    [InlineData(Role.Approver, "GET /v1/audit/export", false)]
    [InlineData(Role.Admin, "GET /v1/audit/verify", true)]
    [InlineData(Role.Admin, "GET /v1/tokens", true)]
    public async Task A_role_opens_its_calls_and_no_others(Role role, string call, bool open)
    {
        var api = await shared.ProductionAsync();
        using var client = await api.ClientAsync(role);
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1].Replace("ID", $"{Guid.NewGuid()}"));
        using var request = new HttpRequestMessage(new(method), path);
        if (path.EndsWith("approve", StringComparison.Ordinal)) request.Content = JsonContent.Create(new { planDigest = "sha256:" + new string('0', 64) });
        else if (method is "POST" && path.EndsWith("runs", StringComparison.Ordinal)) request.Content = JsonContent.Create(new { component = "c", stack = "s", operation = "plan", @ref = "main" });

        using var answer = await client.SendAsync(request, Stop);

        if (open) Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        else await Task.FromResult(answer).ProblemAsync(403, "access.denied");
    }

    // What is asked for decides the role, and the stack whether it is in reach.
    [Theory]
    [InlineData(Role.Planner, "dev-1", "plan", false, false, false)]
    [InlineData(Role.Planner, "dev-1", "apply", true, false, false)]
    [InlineData(Role.Planner, "dev-1", "apply", false, false, true)]
    [InlineData(Role.Planner, "prod-1", "plan", false, false, true)]
    [InlineData(Role.Operator, "dev-1", "destroy", false, false, false)]
    [InlineData(Role.Operator, "dev-1", "apply", false, true, true)]
    [InlineData(Role.Approver, "dev-1", "apply", false, true, false)]
    public async Task Queueing_asks_for_role_and_stack(Role role, string stack, string operation, bool planOnly, bool autoApprove, bool denied)
    {
        var api = await shared.ProductionAsync();
        using var client = await api.ClientAsync(role, "dev-*");
        var body = new { component = "c", stack, operation, planOnly, autoApprove, @ref = "main" };

        using var answer = await client.PostAsJsonAsync("/v1/runs", body, Stop);

        if (denied) await Task.FromResult(answer).ProblemAsync(403, "access.denied");
        else await Task.FromResult(answer).ProblemAsync(400, "configuration.no-repository");
    }

    [Fact]
    public async Task A_state_out_of_reach_is_not_shown()
    {
        var api = await shared.ProductionAsync();
        using var client = await api.ClientAsync(Role.Viewer, "dev-*");

        await client.GetAsync("/v1/states/prod-1/vpc", Stop).ProblemAsync(403, "access.denied");
        await client.GetAsync("/v1/states/dev-1/vpc", Stop).ProblemAsync(404, "state.not-found");
        await client.GetAsync("/v1/runs?stack=prod-1", Stop).ProblemAsync(403, "access.denied");
    }
}
