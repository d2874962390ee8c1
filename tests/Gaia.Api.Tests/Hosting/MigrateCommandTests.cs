using System.Diagnostics;
using Gaia.ServiceDefaults.Database;
using Gaia.TestPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gaia.Api.Tests.Hosting;

/// <summary><c>Gaia.Api migrate</c> as the process that it is.</summary>
public sealed class MigrateCommandTests(ApiPostgres postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-migrate-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_makes_everything_of_an_empty_database_and_does_it_twice()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        for (var time = 0; time < 2; time++)
        {
            var (code, output) = await MigrateAsync(database.ConnectionString);
            Assert.True(code == 0, output);
            Assert.DoesNotContain(RolePassword, output);
        }
        await using var api = NpgsqlDataSource.Create(database.ConnectionStringOfApi);
        Assert.Equal(0L, await api.CreateCommand("SELECT count(*) FROM access.tokens").ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task What_an_earlier_version_made_as_superuser_is_taken_over_with_its_rows()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        await new SchemaMigrator(NullLogger.Instance).ApplyAsync(database.DataSource, Gaia.Api.Hosting.Capabilities.All, Stop);
        await database.ExecuteAsync("INSERT INTO api.idempotency VALUES ('a', 'k', sha256('x'), now())", Stop);

        var (code, output) = await MigrateAsync(database.ConnectionString);

        Assert.True(code == 0, output);
        Assert.Contains("of an earlier version", output);
        Assert.Equal("gaia_migrations", await database.ScalarAsync<string>("SELECT string_agg(DISTINCT tableowner::text, ',') FROM pg_tables WHERE schemaname IN ('audit', 'access', 'jobs', 'runs', 'api')", Stop));
        await using var api = NpgsqlDataSource.Create(database.ConnectionStringOfApi);
        Assert.Equal(1L, await api.CreateCommand("SELECT count(*) FROM api.idempotency").ExecuteScalarAsync(Stop));
    }

    /// <summary>What a managed PostgreSQL gives its customers: CREATEROLE, the database, and no superuser.</summary>
    [Fact]
    public async Task An_administrator_who_is_no_superuser_is_enough_and_what_they_made_before_is_handed_over()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        var customer = $"customer_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {customer} LOGIN CREATEROLE PASSWORD 'x'; ALTER DATABASE \"{database.Name}\" OWNER TO {customer}", Stop);
        try
        {
            await using (var before = NpgsqlDataSource.Create(As(database, customer)))
                await new SchemaMigrator(NullLogger.Instance).ApplyAsync(before, Gaia.Api.Hosting.Capabilities.All, Stop);
            var (code, output) = await MigrateAsync(As(database, customer));
            Assert.True(code == 0, output);
            await using var api = NpgsqlDataSource.Create(database.ConnectionStringOfApi);
            Assert.Equal(0L, await api.CreateCommand("SELECT count(*) FROM runs.runs").ExecuteScalarAsync(Stop));
        }
        finally
        {
            await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" OWNER TO CURRENT_USER; DROP OWNED BY {customer}; DROP ROLE {customer}", Stop);
        }
    }

    [Fact]
    public async Task A_role_that_may_too_much_is_refused_with_the_statement_that_mends_it()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("ALTER ROLE gaia_worker CREATEDB", connection).ExecuteNonQueryAsync(Stop);
        var refused = await Assert.ThrowsAsync<RoleSetupException>(() => RoleSetup.DemandModestAsync(connection, Stop)); // nobody else sees it
        Assert.Contains("ALTER ROLE gaia_worker NOCREATEDB;", refused.Message);
    }

    [Fact]
    public async Task Who_may_make_no_roles_migrates_with_those_that_are_there()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        var deployer = $"deployer_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {deployer} LOGIN PASSWORD 'x' IN ROLE gaia_migrations; GRANT CREATE ON DATABASE \"{database.Name}\" TO gaia_migrations", Stop);
        try
        {
            var (code, output) = await MigrateAsync(As(database, deployer));
            Assert.True(code == 0, output);
            await using var api = NpgsqlDataSource.Create(database.ConnectionStringOfApi);
            Assert.Equal(0L, await api.CreateCommand("SELECT count(*) FROM runs.runs").ExecuteScalarAsync(Stop));
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {deployer}", Stop);
        }
    }

    [Fact]
    public async Task Who_may_not_act_as_the_owner_is_told_the_statement_that_lets_them()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Stop);
        var stranger = $"stranger_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {stranger} LOGIN PASSWORD 'x'", Stop);
        try
        {
            var (code, output) = await MigrateAsync(As(database, stranger));
            Assert.Equal(1, code);
            Assert.Contains($"GRANT gaia_migrations TO {stranger};", output);
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {stranger}", Stop);
        }
    }

    private const string RolePassword = "of-a-test"; // the fixture's: roles are the whole server's

    private static string As(TestDatabase database, string role) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "x", Pooling = false }.ConnectionString;

    private async Task<(int Code, string Output)> MigrateAsync(string connectionString)
    {
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, $"{RolePassword}\n", Stop);
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Gaia.Api", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Gaia.Api.dll"));
        var start = new ProcessStartInfo("dotnet", [library, "migrate"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__gaia"] = connectionString;
        start.Environment["Gaia__Database__ApiPasswordFile"] = password;
        start.Environment["Gaia__Database__WorkerPasswordFile"] = password;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, string.Concat(said));
    }
}
