using System.Net;
using Gaia.Api.Hosting;
using Gaia.ServiceDefaults.Database;
using Gaia.TestPostgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gaia.Api.Tests.Hosting;

public sealed class SchemaGateTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_migrates_nothing_says_what_it_waits_for_and_opens_when_others_have_migrated()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        await using var api = await GaiaApi.StartAsync(postgres, settings: new() { ["ConnectionStrings:gaia"] = database.ConnectionStringOfApi }, ready: false);
        var gate = api.Get<SchemaGate>();
        await Until.TrueAsync(
            async () => (await gate.CheckHealthAsync(new(), Stop)).Description?.Contains("schema 'audit' is not there yet", StringComparison.Ordinal) is true, "it waits for the schema", cancellationToken: Stop);
        using (var client = api.CreateClient())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive", Stop)).StatusCode);
        }

        await database.ExecuteAsync($"GRANT CREATE ON DATABASE \"{database.Name}\" TO gaia_migrations", Stop);
        await using var owner = GaiaDatabase.AsOwner(database.ConnectionString);
        await new SchemaMigrator(NullLogger.Instance).ApplyAsync(owner, Capabilities.All, Stop, grants: true);

        await api.WaitAsync(client => client.GetAsync("/v1/runs"), answer => answer.IsSuccessStatusCode);
        Assert.Equal(HealthStatus.Healthy, (await gate.CheckHealthAsync(new(), Stop)).Status);
    }

    [Fact]
    public async Task Asked_to_it_migrates_by_itself_with_one_connection_string()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        await using var api = await GaiaApi.StartAsync(postgres, ready: false, settings: new()
        {
            ["ConnectionStrings:gaia"] = database.ConnectionString, ["Gaia:Database:Migrate"] = "true",
        });
        await api.WaitAsync(client => client.GetAsync("/v1/runs"), answer => answer.IsSuccessStatusCode);
    }
}
