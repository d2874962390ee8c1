using Gaia.ServiceDefaults.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gaia.ServiceDefaults.Tests;

public sealed class DatabaseMigrationTests(Postgres postgres)
{
    private const string Waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'";

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_is_no_reason_to_give_up()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await postgres.CreateEmptyDatabaseAsync(ct);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Configuration.AddInMemoryCollection([new("Gaia:Database:Migrate", "true")]);
        builder.Services.AddSingleton(database.DataSource);
        using var app = builder.Build();
        await using var other = await database.DataSource.OpenConnectionAsync(ct);
        await ExecuteAsync(other, $"SELECT pg_advisory_lock({SchemaMigrator.LockKey})");

        var migrating = app.UntilMigratedAsync([typeof(Postgres).Assembly], mayMigrate: true);
        await ExecuteUntilAsync(database.DataSource, $"SELECT pg_terminate_backend(pid) FROM ({Waiting}) AS waiting", ct);
        await ExecuteAsync(other, "SELECT pg_advisory_unlock_all()");

        await migrating.WaitAsync(TimeSpan.FromSeconds(60), ct);
        Assert.True(await database.ScalarAsync<long>("SELECT count(*) FROM tests.schema_versions", ct) > 0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteUntilAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        while (await command.ExecuteScalarAsync(ct) is not true) await Task.Delay(20, ct);
    }
}
