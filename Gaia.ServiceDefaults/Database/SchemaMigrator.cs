using System.Data;
using System.Reflection;
using DbUp;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>
/// DbUp over the embedded Migrations/*.sql of each capability. A capability's schema is its name in lower case
/// (Gaia.Jobs: "jobs"); it is created before the first script, and its journal is {schema}.schema_versions.
/// </summary>
public sealed partial class SchemaMigrator(ILogger logger)
{
    internal const long LockKey = 0x67616961_6D696772; // "gaiamigr"
    internal const string Journal = "schema_versions";

    /// <param name="grants">As the schemas' owner: then API and worker get what Grants.sql says.</param>
    public async Task ApplyAsync(NpgsqlDataSource dataSource, IReadOnlyList<Assembly> capabilities, CancellationToken ct, bool grants = false)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", ct);
        try
        {
            foreach (var capability in capabilities)
                await ApplyAsync(dataSource, connection, capability, ct);
            if (grants) await SchemaGrants.ApplyAsync(connection, capabilities, ct);
        }
        finally
        {
            // One that is broken holds nothing any more.
            if (connection.State is ConnectionState.Open) await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    public static string SchemaOf(Assembly capability) => capability.GetName().Name!.Split('.')[^1].ToLowerInvariant();

    private async Task ApplyAsync(NpgsqlDataSource dataSource, NpgsqlConnection connection, Assembly capability, CancellationToken ct)
    {
        var schema = SchemaOf(capability);
        var scripts = MigrationScripts.Of(capability);
        await ExecuteAsync(connection, $"create schema if not exists \"{schema}\"", ct);
        var result = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(dataSource))
            .WithScripts(scripts)
            .WithVariablesDisabled() // $body$ is PostgreSQL's quoting, not a DbUp variable
            .WithTransactionPerScript()
            .JournalToPostgresqlTable(schema, Journal)
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException(
                $"Migration {result.ErrorScript?.Name ?? "(journal)"} of schema '{schema}' failed and was rolled back: {result.Error.Message}",
                result.Error);
        foreach (var script in result.Scripts)
            LogApplied(script.Name, schema);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // Waiting for the lock may take as long as another replica's migration does.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(EventName = "migrations.applied", Level = LogLevel.Information, Message = "Applied migration {Script} to schema {Schema}.")]
    private partial void LogApplied(string script, string schema);
}
