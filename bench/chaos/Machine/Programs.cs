namespace Gaia.Chaos.Bench.Machine;

/// <summary>Where the programs of a storm are.</summary>
internal static class Programs
{
    /// <summary>As it was built beside this one: <c>artifacts/bin/Gaia.Worker/debug/Gaia.Worker.dll</c>.</summary>
    public static string Built(string name) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", name, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{name}.dll"));

    /// <summary>The folder of initdb and postgres.</summary>
    public static string Postgres { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(HasServer)
        ?? (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(HasServer).Max() : null)
        ?? throw new InvalidOperationException("PostgreSQL's programs are missing: run scripts/dev-setup.sh.");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    public static IReadOnlyList<string> AsPostgres => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private static bool HasServer(string folder) => folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
