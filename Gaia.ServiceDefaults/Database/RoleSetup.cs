using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>What keeps the roles from being as they must be, and the statement that mends it.</summary>
public sealed class RoleSetupException(string message) : Exception(message);

/// <summary>
/// Makes or checks the roles, and gives the schemas to their owner, in one transaction. Wants an administrator: a
/// superuser, or who may make roles and owns the database. Anybody else is enough where all of it is done already.
/// </summary>
public sealed partial class RoleSetup(ILogger logger)
{
    private const long LockKey = 0x67616961_726F6C65; // "gaiarole"

    private sealed record Administrator(string Name, bool MayMakeRoles, bool IsSuperuser, int Version);

    public async Task ApplyAsync(NpgsqlDataSource administrator, RolePasswords passwords, IReadOnlyList<string> schemas, CancellationToken ct)
    {
        await using var connection = await administrator.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", ct);
        var me = await MeAsync(connection, ct);
        foreach (var role in DatabaseRoles.All)
            await MakeAsync(connection, me, role, passwords.Of(role), ct);
        await DemandModestAsync(connection, ct);
        await JoinOwnerAsync(connection, me, ct);
        await OpenDatabaseAsync(connection, ct);
        await HandOverAsync(connection, schemas, ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Administrator> MeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT rolname::text, rolsuper OR rolcreaterole, rolsuper, current_setting('server_version_num')::int FROM pg_roles WHERE rolname = current_user", connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetInt32(3));
    }

    private async Task MakeAsync(NpgsqlConnection connection, Administrator me, string role, string? password, CancellationToken ct)
    {
        var logsIn = role != DatabaseRoles.Owner;
        var attributes = logsIn ? $"LOGIN{(password is null ? "" : $" PASSWORD '{ScramVerifier.Of(password)}'")}" : "NOLOGIN";
        if (!await IsTrueAsync(connection, $"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')", ct))
        {
            if (!me.MayMakeRoles)
                throw new RoleSetupException($"The role {role} does not exist, and {me.Name} may not make roles. As an administrator: "
                    + $"CREATE ROLE {role} {(logsIn ? "LOGIN PASSWORD '...'" : "NOLOGIN")};");
            if (logsIn && password is null)
                throw new RoleSetupException($"The role {role} is to be made and has no password: set Gaia__Database__{(role == DatabaseRoles.Api ? "Api" : "Worker")}PasswordFile.");
            await ExecuteAsync(connection, $"CREATE ROLE {role} {attributes}", ct);
            LogMade(role);
        }
        else if (password is not null)
        {
            if (await MayAlterAsync(connection, me, role, ct)) await ExecuteAsync(connection, $"ALTER ROLE {role} {attributes}", ct);
            else LogKept(role, me.Name);
        }
    }

    // From 16 on CREATEROLE counts for the roles alone that one was given with ADMIN OPTION.
    private static async Task<bool> MayAlterAsync(NpgsqlConnection connection, Administrator me, string role, CancellationToken ct) =>
        me.MayMakeRoles && (me.IsSuperuser || me.Version < 160000
            || await IsTrueAsync(connection, $"SELECT pg_has_role(current_user, '{role}', 'MEMBER WITH ADMIN OPTION')", ct));

    /// <summary>A role that may more than its grants say is refused, not used: somebody gave it that.</summary>
    internal static async Task DemandModestAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT rolname::text, concat_ws(' ', CASE WHEN rolsuper THEN 'NOSUPERUSER' END, CASE WHEN rolcreaterole THEN 'NOCREATEROLE' END,
                CASE WHEN rolcreatedb THEN 'NOCREATEDB' END, CASE WHEN rolreplication THEN 'NOREPLICATION' END, CASE WHEN rolbypassrls THEN 'NOBYPASSRLS' END)
            FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
            UNION ALL
            SELECT rolname::text, 'NOLOGIN' FROM pg_roles WHERE rolname = $3 AND rolcanlogin
            UNION ALL
            SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members WHERE member::regrole::text = ANY ($2)
            """, connection)
        {
            Parameters =
            {
                new() { Value = DatabaseRoles.All.ToArray() }, new() { Value = new[] { DatabaseRoles.Api, DatabaseRoles.Worker } },
                new() { Value = DatabaseRoles.Owner },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return;
        throw new RoleSetupException(!row.GetString(1).StartsWith("NO", StringComparison.Ordinal)
            ? $"The role {row.GetString(0)} is a member of {row.GetString(1)} and may what that may. As an administrator: REVOKE {row.GetString(1)} FROM {row.GetString(0)};"
            : $"The role {row.GetString(0)} may do more than Gaia needs. As an administrator: ALTER ROLE {row.GetString(0)} {row.GetString(1)};");
    }

    private static async Task JoinOwnerAsync(NpgsqlConnection connection, Administrator me, CancellationToken ct)
    {
        var membership = me.Version < 160000 ? "MEMBER" : "SET";
        if (await IsTrueAsync(connection, $"SELECT pg_has_role(current_user, '{DatabaseRoles.Owner}', '{membership}')", ct)) return;
        if (!await MayAlterAsync(connection, me, DatabaseRoles.Owner, ct))
            throw new RoleSetupException($"{me.Name} may not act as {DatabaseRoles.Owner}, which owns the schemas. As an administrator: GRANT {DatabaseRoles.Owner} TO {me.Name};");
        await ExecuteAsync(connection, $"GRANT {DatabaseRoles.Owner} TO CURRENT_USER", ct);
    }

    /// <summary>Nobody but these three has anything in the database.</summary>
    private static async Task OpenDatabaseAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await IsTrueAsync(connection, "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()", ct))
            await ExecuteAsync(connection,
                $"""
                DO $$ BEGIN
                    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
                    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO {DatabaseRoles.Owner}', current_database());
                    EXECUTE format('GRANT CONNECT ON DATABASE %I TO {DatabaseRoles.Api}, {DatabaseRoles.Worker}', current_database());
                    IF (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'public') THEN
                        REVOKE ALL ON SCHEMA public FROM PUBLIC;
                    END IF;
                END $$
                """, ct);
        else if (!await IsTrueAsync(connection, $"SELECT has_database_privilege('{DatabaseRoles.Owner}', current_database(), 'CREATE')", ct))
            throw new RoleSetupException($"{DatabaseRoles.Owner} may not make schemas in the database '{connection.Database}'. As its owner: GRANT CREATE ON DATABASE \"{connection.Database}\" TO {DatabaseRoles.Owner};");
    }

    /// <summary>What an earlier version made as another role. Indexes, identities and journals go with their tables.</summary>
    private async Task HandOverAsync(NpgsqlConnection connection, IReadOnlyList<string> schemas, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            WITH foreign_to AS (SELECT oid, nspname, nspowner FROM pg_namespace WHERE nspname = ANY ($1)),
                 owner AS (SELECT oid FROM pg_roles WHERE rolname = $2)
            SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, $2) FROM foreign_to, owner WHERE nspowner <> owner.oid
            UNION ALL
            SELECT format('ALTER %s %I.%I OWNER TO %I', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                nspname, relname, $2)
            FROM pg_class JOIN foreign_to ON foreign_to.oid = relnamespace, owner
            WHERE relowner <> owner.oid AND relkind IN ('r', 'p', 'v', 'm', 'S')
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND relkind = 'S')
            UNION ALL
            SELECT format('ALTER ROUTINE %s OWNER TO %I', pg_proc.oid::regprocedure, $2)
            FROM pg_proc JOIN foreign_to ON foreign_to.oid = pronamespace, owner WHERE proowner <> owner.oid
            """, connection)
        {
            Parameters = { new() { Value = schemas.ToArray() }, new() { Value = DatabaseRoles.Owner } },
        };
        var statements = new List<string>();
        await using (var row = await find.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                statements.Add(row.GetString(0));
        foreach (var statement in statements)
            await ExecuteAsync(connection, statement, ct);
        if (statements.Count > 0)
            LogHandedOver(statements.Count, DatabaseRoles.Owner);
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(EventName = "migrations.role", Level = LogLevel.Information, Message = "Made the role {Role}.")]
    private partial void LogMade(string role);

    [LoggerMessage(EventName = "migrations.password-kept", Level = LogLevel.Warning,
        Message = "The password of {Role} stays as it is: {Administrator} may not change it. If it was rotated: ALTER ROLE {Role} PASSWORD '...', as an administrator.")]
    private partial void LogKept(string role, string administrator);

    [LoggerMessage(EventName = "migrations.handed-over", Level = LogLevel.Information,
        Message = "Gave {Count} schemas, tables and functions of an earlier version to {Owner}.")]
    private partial void LogHandedOver(int count, string owner);
}
