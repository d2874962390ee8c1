using System.Reflection;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>
/// Grants.sql of each capability says all that API and worker may do with its schema. What stands there no longer is taken
/// away: in one transaction everything is revoked and granted anew, so that no call meets a gap.
/// </summary>
internal static class SchemaGrants
{
    private const string File = ".Grants.sql";

    public static async Task ApplyAsync(NpgsqlConnection owner, IEnumerable<Assembly> capabilities, CancellationToken ct)
    {
        await using var transaction = await owner.BeginTransactionAsync(ct);
        foreach (var capability in capabilities)
        {
            var sql = $"{Revoke(SchemaMigrator.SchemaOf(capability))}\n{Read(capability)}";
            await using var command = new NpgsqlCommand(sql, owner, transaction);
            await command.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    private static string Revoke(string schema)
    {
        const string From = $"FROM PUBLIC, {DatabaseRoles.Api}, {DatabaseRoles.Worker}";
        return $"""
            REVOKE ALL ON SCHEMA "{schema}" {From};
            REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" {From};
            REVOKE ALL ON ALL SEQUENCES IN SCHEMA "{schema}" {From};
            REVOKE ALL ON ALL ROUTINES IN SCHEMA "{schema}" {From};
            """;
    }

    private static string Read(Assembly capability)
    {
        if (capability.GetManifestResourceNames().SingleOrDefault(name => name.EndsWith(File, StringComparison.Ordinal)) is not { } name) return "";
        using var reader = new StreamReader(capability.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
