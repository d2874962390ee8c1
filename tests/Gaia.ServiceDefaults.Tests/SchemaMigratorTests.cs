using System.Reflection;
using Gaia.ServiceDefaults.Database;
using Gaia.TestPostgres;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Gaia.ServiceDefaults.Tests.Postgres))]

namespace Gaia.ServiceDefaults.Tests;

public sealed class Postgres() : PostgresFixture(typeof(Postgres).Assembly);

public sealed class SchemaMigratorTests(Postgres postgres)
{
    private static readonly Assembly Capability = typeof(Postgres).Assembly;

    [Fact]
    public async Task Fresh_databases_are_migrated_and_separate()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await postgres.CreateDatabaseAsync(ct);
        await using var two = await postgres.CreateDatabaseAsync(ct);
        await one.ExecuteAsync("insert into tests.widgets values (1)", ct);
        Assert.Equal(1, await one.ScalarAsync<long>("select count(*) from tests.widgets", ct));
        Assert.Equal(0, await two.ScalarAsync<long>("select count(*) from tests.widgets", ct));
        Assert.Equal(42, await two.ScalarAsync<int>("select tests.twice(21)", ct));
    }

    [Fact]
    public async Task Many_replicas_may_start_at_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await postgres.CreateEmptyDatabaseAsync(ct);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            new SchemaMigrator(NullLogger.Instance).ApplyAsync(database.DataSource, [Capability], ct), ct)));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from tests.schema_versions", ct));
    }
}
