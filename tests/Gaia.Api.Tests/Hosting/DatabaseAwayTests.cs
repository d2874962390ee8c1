using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;
using Npgsql;

namespace Gaia.Api.Tests.Hosting;

public sealed class DatabaseAwayTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Down_at_start_and_in_the_middle_it_answers_so_and_recovers_by_itself()
    {
        await using var away = await DatabaseGate.StartAsync(postgres);
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["ConnectionStrings:gaia"] = away.ConnectionString }, ready: false);
        using var client = await api.ClientAsync();

        await AnswersAsUnavailable(client);
        away.Open();
        await Recovers(api);
        away.Close();
        await AnswersAsUnavailable(client);
        away.Open();
        await Recovers(api);
    }

    private static async Task AnswersAsUnavailable(HttpClient client)
    {
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health", Stop)).StatusCode);
        var problem = await client.GetAsync("/v1/runs", Stop).ProblemAsync(503, "database.unavailable");
        Assert.Contains("try again", problem.Detail);
        var status = await client.GetFromJsonAsync(Routes.Status, ContractsJson.Default.StatusResponse, Stop);
        Assert.Equal("unhealthy", status!.Components.Single(component => component.Name is "postgres").Status);
        Assert.NotNull(status.Components.Single(component => component.Name is "postgres").Advice);
    }

    private static async Task Recovers(GaiaApi api)
    {
        await api.WaitAsync(client => client.GetAsync("/v1/runs"), answer => answer.IsSuccessStatusCode);
        using var client = api.CreateClient();
        var status = await client.GetFromJsonAsync(Routes.Status, ContractsJson.Default.StatusResponse, Stop);
        Assert.Equal(
            [("api", "healthy"), ("postgres", "healthy"), ("redis", "degraded"), ("worker", "unhealthy")],
            status!.Components.Select(component => (component.Name, component.Status)));
    }
}
