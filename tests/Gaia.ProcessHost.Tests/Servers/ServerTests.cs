using System.Diagnostics;
using Npgsql;

namespace Gaia.ProcessHost.Tests.Servers;

public sealed class ServerTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();
    private DistributedApplication? _app;

    public ServerTests() => _patience.CancelAfter(TimeSpan.FromMinutes(1));

    private CancellationToken Ct => _patience.Token;

    [Fact]
    public async Task PostgreSQL_serves_its_database_to_who_has_the_password()
    {
        _builder.AddPostgres("postgres").AddDatabase("gaia", "gaia_db");
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gaia", Ct);
        var connectionString = await app.GetConnectionStringAsync("gaia", Ct);
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("select current_database()", connection);
        Assert.Equal("gaia_db", await command.ExecuteScalarAsync(Ct));
        var wrong = new NpgsqlConnectionStringBuilder(connectionString) { Password = "wrong", Pooling = false };
        await using var refused = new NpgsqlConnection(wrong.ConnectionString);
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => refused.OpenAsync(Ct))).SqlState);
    }

    [Fact]
    public async Task A_killed_PostgreSQL_comes_back_with_its_data()
    {
        _builder.AddPostgres("postgres").AddDatabase("gaia");
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gaia", Ct);
        await ExecuteAsync(app, "create table things (id int)");
        var server = app.ResourceNotifications.Current("postgres").Single().Snapshot;
        using (var process = Process.GetProcessById(server.Pid!.Value))
            process.Kill();
        await app.ResourceNotifications.WaitForResourceAsync("postgres", now => now.Snapshot.Restarts > 0, Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres", Ct);
        await ExecuteAsync(app, "insert into things values (1)");
    }

    [Fact]
    public async Task Redis_answers_and_its_password_is_in_no_argument()
    {
        _builder.AddRedis("redis");
        var app = await StartAsync();
        var now = await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", Ct);
        var password = (await app.GetConnectionStringAsync("redis", Ct))!.Split("password=")[1];
        Assert.True(password.Length >= 22);
        Assert.DoesNotContain(password, await File.ReadAllTextAsync($"/proc/{now.Snapshot.Pid}/cmdline", Ct));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _patience.Dispose();
    }

    private async Task<DistributedApplication> StartAsync()
    {
        _app = await _builder.BuildAsync(Ct);
        await _app.StartAsync(Ct);
        return _app;
    }

    private async Task ExecuteAsync(DistributedApplication app, string sql)
    {
        await using var connection = new NpgsqlConnection($"{await app.GetConnectionStringAsync("gaia", Ct)};Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
