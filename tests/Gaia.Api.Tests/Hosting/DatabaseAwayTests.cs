using System.Net;
using System.Net.Http.Json;
using Gaia.Api.Tests.Runs;
using Gaia.Contracts;
using Gaia.Contracts.Client;

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

    [Fact]
    public async Task A_stream_that_loses_the_database_breaks_off_and_goes_on_from_where_it_was()
    {
        await using var away = await DatabaseGate.StartAsync(postgres);
        away.Open();
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["ConnectionStrings:gaia"] = away.ConnectionString });
        using var client = new GaiaClient(new() { Url = api.ClientOptions.BaseAddress });
        var run = await SeededRuns.QueueAsync(api);
        await SeededRuns.AppendAsync(api, run.Id, 2, away.Database);

        var seen = new List<long>();
        await foreach (var item in client.FollowRunAsync(run.Id.Value, cancellationToken: Stop))
        {
            seen.Add(item.Sequence);
            if (item.Sequence is not 3) continue;
            away.Close();
            await SeededRuns.AppendAsync(api, run.Id, 2, away.Database);
            away.Open();
            await Recovers(api);
            await SeededRuns.FinishAsync(api, run.Id);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
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
            [("api", "healthy"), ("postgres", "healthy"), ("redis", "degraded"), ("storage", "healthy"), ("worker", "unhealthy")],
            status!.Components.Select(component => (component.Name, component.Status)));
    }
}
