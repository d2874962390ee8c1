namespace Gaia.Api.Tests.Configurations;

public sealed class ArchivesOffTests(ApiPostgres postgres)
{
    [Fact]
    public async Task A_server_that_takes_no_archives_says_what_it_takes()
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["Gaia:AllowArchives"] = "false" });
        using var client = await api.ClientAsync();

        var refusal = await DemoConfiguration.Of().PutAsync(client).ProblemAsync(400, "configuration.archives-off");

        Assert.Contains("--ref", refusal.Detail, StringComparison.Ordinal);
    }
}
