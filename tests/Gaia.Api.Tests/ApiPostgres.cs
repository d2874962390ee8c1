using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.Tests;
using Gaia.Audit;
using Gaia.Jobs;
using Gaia.Runs;
using Gaia.TestPostgres;

[assembly: AssemblyFixture(typeof(ApiPostgres))]

namespace Gaia.Api.Tests;

public sealed class ApiPostgres() : PostgresFixture(
    typeof(AuditServices).Assembly, typeof(AccessServices).Assembly, typeof(JobsServices).Assembly, typeof(RunsServices).Assembly,
    typeof(SchemaGate).Assembly);

/// <summary>Servers that tests share when they neither change nor count what others see; started when first asked for.</summary>
public sealed class SharedApi(ApiPostgres postgres) : IAsyncLifetime
{
    public ApiPostgres Postgres => postgres;

    private readonly Lazy<Task<GaiaApi>> development = new(() => GaiaApi.StartAsync(postgres));
    private readonly Lazy<Task<GaiaApi>> production = new(() => GaiaApi.StartAsync(postgres, "Production"));

    public Task<GaiaApi> DevelopmentAsync() => development.Value;

    public Task<GaiaApi> ProductionAsync() => production.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var api in (Lazy<Task<GaiaApi>>[])[development, production])
            if (api.IsValueCreated) await (await api.Value).DisposeAsync();
    }
}
