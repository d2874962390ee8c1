using System.Globalization;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

/// <summary>The folder of initdb and postgres. Debian keeps them off the PATH, one folder per major version.</summary>
internal static class PostgresPrograms
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public static IEnumerable<MissingProgram> Missing(string resource) =>
        Candidates().Any() ? [] : [new MissingProgram(resource, "PostgreSQL (initdb, postgres)", "postgresql")];

    /// <summary>Data of one major version can be opened by that version only.</summary>
    public static string For(int? majorOfData, string dataFolder)
    {
        var candidates = Candidates().ToList();
        if (majorOfData is null)
            return candidates[0];
        return candidates.FirstOrDefault(folder => MajorOf(folder) == majorOfData)
            ?? throw new DistributedApplicationException(
                $"The data in {dataFolder} was written by PostgreSQL {majorOfData}, which is not on this machine. "
                + $"Install it (apt-get install postgresql-{majorOfData}), or start anew with --clean, which deletes that data.");
    }

    private static IEnumerable<string> Candidates() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(HasBoth).Select(RealFolder).Concat(Debian()).Distinct();

    private static IEnumerable<string> Debian() =>
        !Directory.Exists(DebianRoot) ? [] : Directory.GetDirectories(DebianRoot)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(HasBoth);

    private static bool HasBoth(string folder) =>
        folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static string RealFolder(string folder) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(folder, "postgres"), returnFinalTarget: true)?.FullName) ?? folder;

    // "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)"
    private static int? MajorOf(string folder)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Path.Combine(folder, "postgres"), "--version")
        {
            RedirectStandardOutput = true,
        })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit(TimeSpan.FromSeconds(10));
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
