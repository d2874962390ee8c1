using System.Diagnostics;
using System.Globalization;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Processes;

/// <summary>The folder of initdb and postgres. Debian keeps them off the PATH, one folder per major version.</summary>
internal static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";
    private const int OldestMajor = 13;

    /// <summary>Data of one major version can be opened by that version only; new data by the newest that is here.</summary>
    public static string? For(string folder) =>
        MajorOfData(folder) is { } major ? Candidates().FirstOrDefault(bin => MajorOf(bin) == major) : Candidates().FirstOrDefault(bin => MajorOf(bin) >= OldestMajor);

    public static Requirements.Missing? Missing(string resource, string folder)
    {
        if (For(folder) is not null)
            return null;
        if (MajorOfData(folder) is { } major)
            return new($"The data in {folder} was written by PostgreSQL {major}, which is not on this machine (--clean starts anew, without that data).", $"postgresql-{major}");
        var found = Candidates().Select(MajorOf).FirstOrDefault();
        return new($"'{resource}' needs PostgreSQL {OldestMajor} or later (initdb, postgres){(found is null ? ", which is not on this machine" : $"; this machine has {found}")}.", "postgresql");
    }

    private static int? MajorOfData(string folder) =>
        Path.Combine(folder, "data", "PG_VERSION") is var file && File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Candidates() => OnPath().Concat(InDebian()).Where(HasBoth).Distinct();

    private static IEnumerable<string> OnPath() => Programs.Find("postgres") is { } program
        ? [Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!]
        : [];

    private static IEnumerable<string> InDebian() => !Directory.Exists(Debian) ? [] : Directory.GetDirectories(Debian)
        .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Select(folder => Path.Combine(folder, "bin"));

    private static bool HasBoth(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    // "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)"
    private static int? MajorOf(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "postgres"), "--version") { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
