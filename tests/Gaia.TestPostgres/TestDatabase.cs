using Gaia.ServiceDefaults.Database;
using Npgsql;

namespace Gaia.TestPostgres;

/// <summary>One test's own database, dropped with everything still connected to it on dispose.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgresFixture _fixture;

    internal TestDatabase(PostgresFixture fixture, string name, string connectionString)
    {
        (_fixture, Name, ConnectionString) = (fixture, name, connectionString);
        DataSource = NpgsqlDataSource.Create(connectionString);
    }

    internal const string RolePassword = "of-a-test";

    public string Name { get; }
    public string ConnectionString { get; }
    public NpgsqlDataSource DataSource { get; }

    /// <summary>As the API's role, which may do what the grants say.</summary>
    public string ConnectionStringOfApi => As(DatabaseRoles.Api);

    /// <summary>As the workers' role.</summary>
    public string ConnectionStringOfWorker => As(DatabaseRoles.Worker);

    public async Task ExecuteAsync(string sql, CancellationToken ct = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> ScalarAsync<T>(string sql, CancellationToken ct = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(ct) ?? throw new InvalidOperationException($"No row: {sql}"));
    }

    private string As(string role) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = RolePassword }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _fixture.DropAsync(Name);
    }
}
