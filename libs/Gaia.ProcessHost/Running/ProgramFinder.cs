namespace Gaia.ProcessHost.Running;

/// <summary>A program that is not on the machine, and the Debian package that brings it.</summary>
internal sealed record MissingProgram(string Resource, string Program, string? Package);

internal static class ProgramFinder
{
    private static IEnumerable<string> PathFolders => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => folder.Length > 0);

    public static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? (File.Exists(program) ? program : null)
        : PathFolders.Append("/usr/sbin").Append("/sbin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Everything at once, so that one command mends it.</summary>
    public static void RequireAll(IEnumerable<MissingProgram> missing)
    {
        var all = missing.ToList();
        if (all.Count == 0)
            return;
        var sudo = Unix.EffectiveUser() == 0 ? "" : "sudo ";
        var what = string.Join(", ", all.Select(item => $"{item.Program} (for '{item.Resource}')"));
        var packages = all.Select(item => item.Package).OfType<string>().Distinct().Order().ToList();
        var install = packages.Count == 0 ? "" : $" Install with: {sudo}apt-get install -y {string.Join(' ', packages)}   (or run ./scripts/dev-setup.sh)";
        throw new DistributedApplicationException($"Not found on this machine: {what}.{install}");
    }
}
