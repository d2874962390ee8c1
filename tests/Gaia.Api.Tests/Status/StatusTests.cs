using System.Net.Http.Json;
using Gaia.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Api.Tests.Status;

public sealed class StatusTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_heads_that_cannot_be_noted_degrade_it_and_keep_nothing_from_working()
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["Gaia:Audit:HeadFile"] = "/dev/null/heads", ["Gaia:Audit:HeadInterval"] = "00:00:01" });
        using var client = await api.ClientAsync(Role.Viewer, "*"); // making a token is audited
        await api.WaitAsync(each => each.GetAsync(Routes.Status), answer => answer.Content.ReadAsStringAsync(Stop).Result.Contains("its head is not noted", StringComparison.Ordinal));
        var audit = (await client.GetFromJsonAsync(Routes.Status, ContractsJson.Default.StatusResponse, Stop))!.Components.Single(component => component.Name is "audit");
        Assert.Equal("degraded", audit.Status);
        Assert.Contains("/dev/null/heads", audit.Detail);
        Assert.True((await client.GetAsync("/v1/runs", Stop)).IsSuccessStatusCode);
        var health = await api.Get<HealthCheckService>().CheckHealthAsync(check => check.Name is "audit-heads", Stop);
        Assert.Equal(HealthStatus.Degraded, health.Status); // which /health answers with 200
    }

    [Theory]
    [InlineData(1, "unhealthy")]
    [InlineData(2, "degraded")]
    public async Task A_worker_that_cannot_isolate_runs_is_named_with_what_to_do(int workers, string status)
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        foreach (var isolation in ((string[])["missing", "bubblewrap"])[..workers])
        {
            await using var register = api.Database.CreateCommand(
                "INSERT INTO jobs.workers (id, host, version, facts, running, capacity, alive_until) VALUES (gen_random_uuid(), $1, '0.1.0', jsonb_build_object('isolation', $1), 0, 4, now() + interval '1 hour')");
            register.Parameters.Add(new() { Value = isolation });
            await register.ExecuteNonQueryAsync(Stop);
        }
        using var client = await api.ClientAsync();
        var worker = (await client.GetFromJsonAsync(Routes.Status, ContractsJson.Default.StatusResponse, Stop))!.Components.Single(component => component.Name is "worker");
        Assert.Equal((status, "missing: takes no runs, because it cannot isolate them"), (worker.Status, worker.Detail));
        Assert.Contains("Gaia__Isolation=none", worker.Advice);
    }

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
