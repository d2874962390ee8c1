namespace Gaia.Api.Tests.Problems;

public sealed class BadRequestTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\n  \"component\": \"x\",\n  \"stack\" \"dev\"}", "line 3, column 11")]
    [InlineData("{\"component\": \"x\"", "line 1, column")]
    [InlineData("nonsense", "line 1, column 2")]
    public async Task Malformed_json_is_told_by_line_and_column(string body, string place)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        var problem = await client.PostAsync("/v1/runs", Answers.Json(body), Stop).ProblemAsync(400, "request.malformed-json");

        Assert.Contains(place, problem.Detail);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[1,")]
    [InlineData("\"plan\"")]
    public async Task A_body_that_is_no_object_is_told_what_it_must_be(string body)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var problem = await client.PostAsync("/v1/runs", Answers.Json(body), Stop).ProblemAsync(400, "request.invalid");
        Assert.Equal("The body must be an object: {...}.", problem.Detail);
    }

    [Theory]
    [InlineData("{}", "component", "is required")]
    [InlineData("{\"component\":\"x\",\"stack\":\"dev\"}", "operation", "is required")]
    [InlineData("{\"component\":\"x\",\"stack\":\"dev\",\"operation\":\"explode\"}", "operation", "must be one of plan, apply, destroy")]
    [InlineData("{\"component\":7,\"stack\":\"dev\",\"operation\":\"plan\"}", "component", "must be a string")]
    [InlineData("{\"component\":\"\",\"stack\":\"dev\",\"operation\":\"plan\",\"ref\":\"main\"}", "component", "must not be empty")]
    [InlineData("{\"component\":\"x\",\"stack\":\"dev\",\"operation\":\"plan\",\"autoAprove\":true}", "autoAprove", "is not a field")]
    [InlineData("{\"component\":\"x\",\"stack\":\"dev\",\"operation\":\"plan\",\"configurationDigest\":\"md5:1\"}", "configurationDigest", "must be sha256:")]
    public async Task A_field_at_fault_is_named(string body, string field, string words)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        var problem = await client.PostAsync("/v1/runs", Answers.Json(body), Stop).ProblemAsync(400, "request.invalid");

        Assert.Contains(words, problem.Errors![field][0]);
        Assert.Contains(field, problem.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"ref\":\"main\",\"configurationDigest\":\"" + Digest + "\"")]
    public async Task A_run_has_one_source(string source)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        await client.PostAsync("/v1/runs", Answers.Json($$"""{"component":"x","stack":"dev","operation":"plan"{{source}}}"""), Stop).ProblemAsync(400, "run.one-source");
    }

    [Fact]
    public async Task Other_bad_calls_have_codes_too()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        await client.PostAsync("/v1/runs", new StringContent("{}"), Stop).ProblemAsync(415, "request.media-type");
        using var foreign = new ByteArrayContent("{}"u8.ToArray());
        foreign.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=bogus");
        await client.PostAsync("/v1/runs", foreign, Stop).ProblemAsync(415, "request.media-type");
        Assert.DoesNotContain("Implicit", (await client.PostAsync("/v1/runs", Answers.Json(""), Stop).ProblemAsync(400, "request.invalid")).Detail);
        await client.PostAsync("/v1/runs", null, Stop).ProblemAsync(400, "request.invalid");
        // Asks first, as curl does: the server answers and closes while a large body would still be on its way.
        using var large = new HttpRequestMessage(HttpMethod.Post, "/v1/runs") { Content = Answers.Json(new string(' ', 13 << 20)) };
        large.Headers.ExpectContinue = true;
        await client.SendAsync(large, Stop).ProblemAsync(413, "request.too-large");
        await client.GetAsync("/v1/runs?limit=0", Stop).ProblemAsync(400, "page.bad-limit");
        await client.GetAsync("/v1/runs?limit=ten", Stop).ProblemAsync(400, "request.invalid");
        await client.GetAsync("/v1/runs?cursor=nonsense", Stop).ProblemAsync(400, "page.bad-cursor");
        var status = await client.GetAsync("/v1/runs?status=3", Stop).ProblemAsync(400, "request.invalid");
        Assert.Contains("queued, planning, awaitingApproval", status.Errors!["status"][0]);
        await client.GetAsync("/v1/nothing", Stop).ProblemAsync(404, "route.not-found");
        await client.GetAsync("/openapi/v2.json", Stop).ProblemAsync(404, "route.not-found");
        await client.DeleteAsync("/v1/runs", Stop).ProblemAsync(405, "route.method-not-allowed");
        await client.GetAsync($"/v1/runs/{Guid.NewGuid()}", Stop).ProblemAsync(404, "run.not-found");
        await client.GetAsync("/v1/configurations/sha256:1", Stop).ProblemAsync(400, "configuration.bad-digest");
        await client.GetAsync($"/v1/configurations/{Digest}", Stop).ProblemAsync(404, "configuration.not-found");
        await client.GetAsync("/v1/states/dev/nothing", Stop).ProblemAsync(404, "state.not-found");
    }
}
