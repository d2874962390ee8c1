using Gaia.TestPostgres;
using Npgsql;

namespace Gaia.Api.Tests.Hosting;

/// <summary>What the roles of API and worker may not do. What they may, every other test of the API and the worker's processes shows.</summary>
public sealed class RolesTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE audit.entries SET actor = 'x'")]
    [InlineData("DELETE FROM audit.entries")]
    [InlineData("TRUNCATE audit.entries")]
    [InlineData("DROP TABLE audit.entries")]
    [InlineData("ALTER TABLE audit.entries DISABLE TRIGGER append_only")]
    [InlineData("ALTER TABLE audit.entries ADD COLUMN x int")]
    [InlineData("DROP TRIGGER append_only ON audit.entries")]
    [InlineData("CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("SELECT 1 FROM audit.entries FOR UPDATE")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SET ROLE gaia_migrations")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE TABLE runs.mine (id int)")]
    [InlineData("CREATE TABLE public.mine (id int)")]
    [InlineData("CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("CREATE FUNCTION runs.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("CREATE DATABASE mine")]
    [InlineData("ALTER ROLE gaia_api SUPERUSER")]
    [InlineData("DROP SCHEMA runs CASCADE")]
    [InlineData("COPY runs.runs TO PROGRAM 'cat'")]
    [InlineData("COPY runs.runs FROM '/etc/passwd'")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    [InlineData("SELECT rolpassword FROM pg_authid")]
    [InlineData("DELETE FROM runs.locks")]
    [InlineData("UPDATE runs.runs SET created_by = 'x'")]
    [InlineData("UPDATE runs.state_versions SET digest = 'x'")]
    [InlineData("DELETE FROM runs.schema_versions")]
    [InlineData("SELECT setval('runs.lock_tickets', 1)")]
    public async Task Neither_may(string sql)
    {
        await using var database = await CreateAsync();
        foreach (var connection in (string[])[database.ConnectionStringOfApi, database.ConnectionStringOfWorker])
            await IsRefused(connection, sql);
    }

    [Theory]
    [InlineData("SELECT * FROM jobs.schedules")]
    [InlineData("INSERT INTO jobs.workers (id) VALUES (gen_random_uuid())")]
    [InlineData("DELETE FROM jobs.jobs")]
    [InlineData("UPDATE jobs.jobs SET payload = '{}'")]
    [InlineData("UPDATE jobs.jobs SET worker = NULL")]
    [InlineData("UPDATE access.tokens SET hash = hash")]
    [InlineData("UPDATE access.tokens SET role = 'admin'")]
    [InlineData("DELETE FROM access.tokens")]
    [InlineData("SELECT sealed FROM runs.run_variables")]
    [InlineData("INSERT INTO runs.run_tokens (run_id) VALUES (gen_random_uuid())")]
    [InlineData("UPDATE runs.runs SET outputs = '[]'")]
    [InlineData("DELETE FROM runs.runs")]
    [InlineData("DELETE FROM runs.events")]
    [InlineData("UPDATE runs.events SET type = 'x'")]
    [InlineData("DELETE FROM runs.state_versions")]
    public async Task The_api_may_not(string sql)
    {
        await using var database = await CreateAsync();
        await IsRefused(database.ConnectionStringOfApi, sql);
    }

    [Theory]
    [InlineData("SELECT 1 FROM access.tokens")]
    [InlineData("UPDATE runs.runs SET configuration = 'x'")]
    [InlineData("INSERT INTO access.tokens (id) VALUES (gen_random_uuid())")]
    [InlineData("SELECT 1 FROM api.idempotency")]
    [InlineData("INSERT INTO runs.runs (id) VALUES (gen_random_uuid())")]
    [InlineData("INSERT INTO runs.locks (state_identity) VALUES ('x')")]
    [InlineData("INSERT INTO runs.state_locks (state_id) VALUES ('x')")]
    [InlineData("INSERT INTO runs.run_variables (run_id) VALUES (gen_random_uuid())")]
    [InlineData("SELECT hash FROM runs.run_tokens")]
    [InlineData("SELECT nextval('runs.lock_tickets')")]
    [InlineData("DELETE FROM jobs.schedules")]
    [InlineData("UPDATE runs.holds SET released_by = 'x', released_at = now()")]
    [InlineData("DELETE FROM runs.holds")]
    [InlineData("UPDATE runs.events SET sequence = 1")]
    [InlineData("UPDATE runs.configurations SET digest = 'x'")]
    [InlineData("INSERT INTO runs.configurations (digest, size) VALUES ('x', 1)")]
    public async Task The_worker_may_not(string sql)
    {
        await using var database = await CreateAsync();
        await IsRefused(database.ConnectionStringOfWorker, sql);
    }

    [Theory]
    [InlineData("component = 'x'")]
    [InlineData("configuration = NULL, state_identity = NULL, status = 'canceled'")]
    [InlineData("commit = 'x'")]
    [InlineData("state_identity = 'x'")]
    [InlineData("auto_approve = true")]
    [InlineData("status = 'fetching', auto_approve = true")]
    public async Task What_a_run_is_about_stays_once_it_is_queued(string change)
    {
        await using var database = await CreateAsync();
        await database.ExecuteAsync($"""
            INSERT INTO runs.configurations (digest, size) VALUES ('sha256:{new string('a', 64)}', 1);
            INSERT INTO runs.runs (id, component, stack, operation, status, configuration, ref, state_identity, auto_approve, plan_only, created_by, created_at)
            VALUES (gen_random_uuid(), 'c', 's', 'apply', 'queued', 'sha256:{new string('a', 64)}', 'main', 'x', false, false, 'ada', now())
            """, Stop);
        await IsRefused(database.ConnectionStringOfApi, $"UPDATE runs.runs SET {change}");
    }

    [Fact]
    public async Task The_worker_removes_no_log_that_is_held()
    {
        await using var database = await CreateAsync();
        await database.ExecuteAsync("""
            INSERT INTO runs.configurations (digest, size) VALUES ('sha256:' || repeat('a', 64), 1);
            INSERT INTO runs.runs (id, component, stack, operation, status, configuration, state_identity, auto_approve, plan_only, created_by, created_at)
            VALUES ('00000000-0000-0000-0000-000000000001', 'app', 'dev', 'plan', 'queued', 'sha256:' || repeat('a', 64), 'x', false, true, 'ada', now());
            INSERT INTO runs.events (run_id, sequence, at, type, data, batch) SELECT id, 1, now(), 'log', '{}', id FROM runs.runs;
            INSERT INTO runs.holds (id, stacks, pattern, reason, placed_by, placed_at) SELECT id, 'd*', 'd%', 'case 7', 'ada', now() FROM runs.runs;
            """, Stop);
        await IsRefused(database.ConnectionStringOfWorker, "DELETE FROM runs.events");
        await IsRefused(database.ConnectionStringOfWorker, "UPDATE runs.events SET type = 'x', data = '[]'");
        await database.ExecuteAsync("UPDATE runs.holds SET released_by = 'ada', released_at = now()", Stop);
        await using var worker = NpgsqlDataSource.Create(database.ConnectionStringOfWorker);
        await using var delete = worker.CreateCommand("DELETE FROM runs.events");
        Assert.Equal(1, await delete.ExecuteNonQueryAsync(Stop));
    }

    [Fact]
    public async Task Nobody_else_has_anything_and_everything_belongs_to_the_owner()
    {
        await using var database = await CreateAsync();
        const string Ours = "SELECT oid FROM pg_namespace WHERE nspname IN ('audit', 'access', 'jobs', 'runs', 'api')";
        Assert.Equal(0, await database.ScalarAsync<long>($"""
            SELECT (SELECT count(*) FROM pg_class WHERE relnamespace IN ({Ours}) AND relowner <> 'gaia_migrations'::regrole)
                 + (SELECT count(*) FROM pg_proc WHERE pronamespace IN ({Ours}) AND proowner <> 'gaia_migrations'::regrole)
                 + (SELECT count(*) FROM pg_type WHERE typnamespace IN ({Ours}) AND typowner <> 'gaia_migrations'::regrole)
                 + (SELECT count(*) FROM pg_namespace WHERE oid IN ({Ours}) AND nspowner <> 'gaia_migrations'::regrole)
            """, Stop));
        Assert.Equal(0, await database.ScalarAsync<long>($"""
            SELECT count(*) FROM pg_class, aclexplode(relacl) AS may
            WHERE relnamespace IN ({Ours}) AND may.grantee NOT IN ('gaia_migrations'::regrole, 'gaia_api'::regrole, 'gaia_worker'::regrole)
            """, Stop));
        Assert.Equal("INSERT,SELECT", await database.ScalarAsync<string>("""
            SELECT string_agg(DISTINCT privilege_type, ',' ORDER BY privilege_type) FROM pg_class, aclexplode(relacl) AS may
            WHERE pg_class.oid = 'audit.entries'::regclass AND may.grantee <> 'gaia_migrations'::regrole
            """, Stop));
    }

    private async Task<TestDatabase> CreateAsync()
    {
        var database = await postgres.CreateDatabaseAsync(Stop);
        // As migrated; a copied database has the privileges of a new one.
        await database.ExecuteAsync($"REVOKE ALL ON DATABASE \"{database.Name}\" FROM PUBLIC; GRANT CONNECT ON DATABASE \"{database.Name}\" TO gaia_api, gaia_worker", Stop);
        return database;
    }

    private static async Task IsRefused(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));
        Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.SqlState} {refused.MessageText}");
    }
}
