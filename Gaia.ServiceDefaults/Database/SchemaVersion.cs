using System.Reflection;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>Whether the schemas have every migration that this program was built with; newer ones do no harm.</summary>
internal sealed class SchemaVersion(IReadOnlyList<Assembly> capabilities)
{
    /// <returns>What is not there yet, or null.</returns>
    public async Task<string?> MissingAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var capability in capabilities)
            if (await MissingAsync(connection, capability, ct) is { } missing)
                return missing;
        // After the migrations come the grants; both are made under this lock.
        await using var free = new NpgsqlCommand($"SELECT pg_try_advisory_xact_lock_shared({SchemaMigrator.LockKey})", connection);
        return await free.ExecuteScalarAsync(ct) is true ? null : "a migration is at work";
    }

    private static async Task<string?> MissingAsync(NpgsqlConnection connection, Assembly capability, CancellationToken ct)
    {
        var schema = SchemaMigrator.SchemaOf(capability);
        try
        {
            await using var command = new NpgsqlCommand($"SELECT scriptname FROM \"{schema}\".{SchemaMigrator.Journal}", connection);
            await using var row = await command.ExecuteReaderAsync(ct);
            var there = new HashSet<string>();
            while (await row.ReadAsync(ct)) there.Add(row.GetString(0));
            return MigrationScripts.Of(capability).FirstOrDefault(script => !there.Contains(script.Name)) is { } missing
                ? $"schema '{schema}' has no {missing.Name} yet" : null;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return $"schema '{schema}' is not there yet";
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            return $"this role may not read schema '{schema}' yet";
        }
    }
}
