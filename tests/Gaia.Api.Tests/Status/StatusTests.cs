using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Status;

public sealed class StatusTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:18888")]
    [InlineData(null)]
    public async Task It_says_where_the_dashboard_is_if_there_is_one(string? dashboard)
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["Gaia:DashboardUrl"] = dashboard });
        using var client = await api.ClientAsync();
        Assert.Equal(dashboard, (await client.GetFromJsonAsync(Routes.Status, ContractsJson.Default.StatusResponse, Stop))!.Dashboard);
    }
}
