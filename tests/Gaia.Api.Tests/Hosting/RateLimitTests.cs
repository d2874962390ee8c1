namespace Gaia.Api.Tests.Hosting;

public sealed class RateLimitTests(ApiPostgres postgres)
{
    [Fact]
    public async Task Too_many_calls_are_told_when_to_come_back_and_health_is_always_answered()
    {
        await using var api = await GaiaApi.StartAsync(
            postgres, settings: new() { ["Gaia:Api:RateLimit:PerSecond"] = "1", ["Gaia:Api:RateLimit:Burst"] = "5" }, ready: false);
        using var client = await api.ClientAsync();

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 8; i++) answers.Add(await client.GetAsync("/", TestContext.Current.CancellationToken));

        Assert.Equal(200, (int)answers[0].StatusCode);
        await Task.FromResult(answers[^1]).ProblemAsync(429, "request.too-many");
        Assert.NotNull(answers[^1].Headers.RetryAfter);
        Assert.Equal(200, (int)(await client.GetAsync("/alive", TestContext.Current.CancellationToken)).StatusCode);
    }
}
