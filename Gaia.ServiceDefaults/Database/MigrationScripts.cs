using System.Reflection;
using DbUp.Engine;

namespace Gaia.ServiceDefaults.Database;

internal static class MigrationScripts
{
    private const string Folder = ".Migrations.";

    /// <summary>Embedded resources such as "Gaia.Jobs.Migrations.0001_jobs.sql", as "0001_jobs.sql" in that order.</summary>
    public static IReadOnlyList<SqlScript> Of(Assembly capability) =>
    [
        .. from resource in capability.GetManifestResourceNames()
           where resource.EndsWith(".sql", StringComparison.Ordinal) && resource.Contains(Folder, StringComparison.Ordinal)
           let name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..]
           orderby name
           select new SqlScript(name, Read(capability, resource)),
    ];

    private static string Read(Assembly capability, string resource)
    {
        using var reader = new StreamReader(capability.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
