using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gaia.AppHost.Tests.Processes;

/// <summary>Servers as processes are to everybody what they are as containers.</summary>
public sealed class RunAsProcessTests(SmallModel model) : IClassFixture<SmallModel>, IDisposable
{
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Who_refers_to_them_is_told_how_to_connect()
    {
        var environment = await File.ReadAllLinesAsync(model.In("user"), _limit.Token);
        foreach (var name in new[] { "gaia", "limited", "redis" })
            Assert.Contains($"ConnectionStrings__{name}={await model.App.GetConnectionStringAsync(name, _limit.Token)}", environment);
        Assert.Contains("GAIA_DATABASENAME=gaia_db", environment);
    }

    [Fact]
    public async Task A_database_serves_who_has_the_password()
    {
        Assert.Equal("gaia_db", await AskAsync("gaia", "select current_database()"));
        var wrong = new NpgsqlConnectionStringBuilder(await model.App.GetConnectionStringAsync("gaia", _limit.Token)) { Password = "wrong", Pooling = false };
        await using var refused = new NpgsqlConnection(wrong.ConnectionString);
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => refused.OpenAsync(_limit.Token))).SqlState);
    }

    [Fact]
    public async Task A_creation_script_is_used() =>
        Assert.Equal(7, await AskAsync("limited", "select datconnlimit from pg_database where datname = current_database()"));

    [Fact]
    public async Task Init_files_ran_in_order_in_the_database_of_the_image() =>
        Assert.Equal("sh,sql.gz", await AskAsync("postgres", "select string_agg(how, ',') from started", database: "app_db"));

    [Fact]
    public async Task What_somebody_stops_stays_down_with_its_databases_and_starts_when_told()
    {
        var commands = model.App.Services.GetRequiredService<ResourceCommandService>();
        await model.App.ResourceNotifications.WaitForResourceHealthyAsync("gaia", _limit.Token);
        Assert.True((await commands.ExecuteCommandAsync("postgres", KnownResourceCommands.StopCommand, _limit.Token)).Success);
        await model.App.ResourceNotifications.WaitForResourceAsync("gaia", now => now.Snapshot.State?.Text is "Exited" or "Finished", _limit.Token);
        await Task.Delay(TimeSpan.FromSeconds(1.5), _limit.Token); // a crash would have started it again by now
        Assert.DoesNotContain(model.Family(), each => each.Arguments.Contains("bin/postgres", StringComparison.Ordinal));
        Assert.True((await commands.ExecuteCommandAsync("postgres", KnownResourceCommands.StartCommand, _limit.Token)).Success);
        await model.App.ResourceNotifications.WaitForResourceHealthyAsync("postgres", _limit.Token);
        await A_database_serves_who_has_the_password();
        await Init_files_ran_in_order_in_the_database_of_the_image();
    }

    [Fact]
    public async Task What_fails_at_once_is_tried_later_each_time()
    {
        string[] starts;
        while ((starts = File.Exists(model.In("failing")) ? await File.ReadAllLinesAsync(model.In("failing"), _limit.Token) : []).Length < 4)
            await Task.Delay(50, _limit.Token);
        var at = starts.Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        Assert.All([0.5, 1.0, 2.0], (pause, index) => Assert.InRange(at[index + 1] - at[index], pause, pause + 10));
    }

    public void Dispose() => _limit.Dispose();

    private async Task<object?> AskAsync(string resource, string sql, string? database = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(await model.App.GetConnectionStringAsync(resource, _limit.Token)) { Pooling = false };
        if (database is not null)
            settings.Database = database;
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(_limit.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(_limit.Token);
    }
}
