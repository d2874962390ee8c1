namespace Gaia.TestPostgres;

internal static class PostgresBinaries
{
    /// <summary>The folder of initdb and postgres: PATH, else the newest under /usr/lib/postgresql.</summary>
    public static string Folder() =>
        OnPath() ?? Newest() ?? throw new InvalidOperationException(
            "These tests need PostgreSQL's programs (initdb, postgres). Install them with ./scripts/dev-setup.sh "
            + "or 'apt-get install postgresql', or set GAIA_TEST_POSTGRES to a connection string of a server to use.");

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(HasBoth);

    private static string? Newest() =>
        !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
            .Where(folder => double.TryParse(Path.GetFileName(folder), out _))
            .OrderByDescending(folder => double.Parse(Path.GetFileName(folder)))
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(HasBoth);

    private static bool HasBoth(string folder) =>
        folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
