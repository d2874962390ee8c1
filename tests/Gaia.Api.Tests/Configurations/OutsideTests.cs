using Gaia.Contracts;

namespace Gaia.Api.Tests.Configurations;

public sealed class OutsideTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_server_allows_is_reached_and_no_more_and_nothing_is_kept()
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["Gaia:OutsideOnServer"] = "Exec" });
        using var client = await api.ClientAsync();
        var file = Path.GetTempFileName();
        var digest = await DemoConfiguration.Of("x", ("stacks/qa.yaml", $$"""
            vars: { stage: qa }
            components:
              terraform:
                hello: { vars: { said: !exec cat {{file}} } }
                other: { metadata: { component: hello }, vars: { secret: !env HOME } }
            """)).UploadAsync(client);

        await File.WriteAllTextAsync(file, "once", Stop);
        using var first = await client.GetAsync(Routes.ConfigurationComponent(digest, "hello") + "?stack=qa", Stop);
        await File.WriteAllTextAsync(file, "twice", Stop);
        var second = await client.GetStringAsync(Routes.ConfigurationComponent(digest, "hello") + "?stack=qa", Stop);
        File.Delete(file);

        Assert.Contains("\"said\":\"once\"", await first.Content.ReadAsStringAsync(Stop));
        Assert.Null(first.Headers.ETag);
        Assert.Contains("\"said\":\"twice\"", second);
        using var refused = await client.GetAsync(Routes.ConfigurationComponent(digest, "other") + "?stack=qa", Stop);
        Assert.DoesNotContain($"\"secret\":\"{Environment.GetEnvironmentVariable("HOME")}\"", await refused.Content.ReadAsStringAsync(Stop));
    }
}
