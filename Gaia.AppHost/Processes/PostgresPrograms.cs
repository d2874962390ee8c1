using System.Diagnostics;
using System.Globalization;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Processes;

/// <summary>The folder of initdb and postgres. Debian keeps them off the PATH, one folder per major version.</summary>
internal static class PostgresPrograms
{
    private const int OldestMajor = 13;

    /// <summary>Data of one major version can be opened by that version only; new data by the newest that is here.</summary>
    /// <exception cref="CannotStartException">The data does not say its version.</exception>
    public static string? For(string folder, ProgramFolders programs) => MajorOfData(folder) is { } major
        ? Candidates(programs).FirstOrDefault(bin => MajorOf(bin) == major)
        : Candidates(programs).FirstOrDefault(bin => MajorOf(bin) >= OldestMajor);

    public static Requirements.Missing? Missing(string resource, string folder, ProgramFolders programs)
    {
        if (For(folder, programs) is not null)
            return null;
        if (MajorOfData(folder) is { } major)
            return new($"The data in {folder} was written by PostgreSQL {major}, which is not on this machine (--clean starts anew, without that data).", $"postgresql-{major}");
        var found = Candidates(programs).Select(MajorOf).FirstOrDefault();
        return new($"'{resource}' needs PostgreSQL {OldestMajor} or later (initdb, postgres){(found is null ? ", which is not on this machine" : $"; this machine has {found}")}.", "postgresql");
    }

    private static int? MajorOfData(string folder)
    {
        var file = Path.Combine(folder, "data", "PG_VERSION");
        if (!File.Exists(file))
            return null;
        return int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major) ? major
            : throw new CannotStartException($"{file} does not hold a version of PostgreSQL: that data is damaged. Restore it, or start anew without it: --clean.");
    }

    private static IEnumerable<string> Candidates(ProgramFolders programs) => OnPath(programs).Concat(InDebian(programs.DebianPostgres)).Where(HasBoth).Distinct();

    private static IEnumerable<string> OnPath(ProgramFolders programs) => programs.Find("postgres") is { } program
        ? [Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!]
        : [];

    private static IEnumerable<string> InDebian(string folder) => !Directory.Exists(folder) ? [] : Directory.GetDirectories(folder)
        .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Select(folder => Path.Combine(folder, "bin"));

    private static bool HasBoth(string folder) => ProgramFolders.IsProgram(Path.Combine(folder, "initdb")) && ProgramFolders.IsProgram(Path.Combine(folder, "postgres"));

    // "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)"
    private static int? MajorOf(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "postgres"), "--version") { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
