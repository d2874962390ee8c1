using System.Reflection;
using Gaia.ServiceDefaults.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gaia.TestPostgres;

/// <summary>
/// A fresh, migrated PostgreSQL database for every test. Derive once per test assembly:
/// <code>
/// [assembly: AssemblyFixture(typeof(JobsPostgres))]
/// public sealed class JobsPostgres() : PostgresFixture(typeof(JobsServices).Assembly);
/// public sealed class QueueTests(JobsPostgres postgres)
/// {
///     [Fact] public async Task Works() { await using var database = await postgres.CreateDatabaseAsync(); ... }
/// }
/// </code>
/// Uses the server of GAIA_TEST_POSTGRES (a connection string) where set, else one private server per test process.
/// </summary>
public abstract class PostgresFixture(params Assembly[] capabilities) : IAsyncLifetime
{
    private readonly string _template = $"template_{Guid.NewGuid():N}";
    private readonly SemaphoreSlim _creating = new(1);
    private NpgsqlDataSource? _admin;

    public async ValueTask InitializeAsync()
    {
        var server = await PrivateServer.ConnectionStringAsync();
        _admin = NpgsqlDataSource.Create(server);
        await CopyAsync("template0", _template);
        await MigrateAsync(For(_template, pooling: false));
    }

    /// <summary>A copy of the migrated template: a few tens of milliseconds. Dropped when the result is disposed.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken ct = default) => CreateAsync("test", _template, ct);

    /// <summary>A database without any schema, for tests of the migrations themselves.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync(CancellationToken ct = default) => CreateAsync("empty", "template0", ct);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_admin is null)
            return;
        await DropAsync(_template);
        await _admin.DisposeAsync();
    }

    internal async Task DropAsync(string name)
    {
        await using var command = Admin.CreateCommand($"drop database if exists \"{name}\" with (force)");
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlDataSource Admin => _admin ?? throw new InvalidOperationException("The fixture was not initialized by the runner.");

    /// <summary>As `Gaia.Api migrate` does it: roles, schemas that their owner has, grants. Roles are the whole server's.</summary>
    private async Task MigrateAsync(string connectionString)
    {
        await using var administrator = NpgsqlDataSource.Create(connectionString);
        await new RoleSetup(NullLogger.Instance).ApplyAsync(
            administrator, new(TestDatabase.RolePassword, TestDatabase.RolePassword), [.. capabilities.Select(SchemaMigrator.SchemaOf)], CancellationToken.None);
        await using var owner = GaiaDatabase.AsOwner(connectionString);
        await new SchemaMigrator(NullLogger.Instance).ApplyAsync(owner, capabilities, CancellationToken.None, grants: true);
    }

    private async Task<TestDatabase> CreateAsync(string prefix, string from, CancellationToken ct)
    {
        var name = $"{prefix}_{Guid.NewGuid():N}";
        await CopyAsync(from, name, ct);
        return new TestDatabase(this, name, For(name));
    }

    // PostgreSQL copies a template for one session at a time; a second would be refused.
    private async Task CopyAsync(string from, string name, CancellationToken ct = default)
    {
        await _creating.WaitAsync(ct);
        try
        {
            await using var command = Admin.CreateCommand($"create database \"{name}\" template \"{from}\"");
            await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            _creating.Release();
        }
    }

    private string For(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(PrivateServer.Current) { Database = database, Pooling = pooling, MaxPoolSize = 50 }.ConnectionString;
}
