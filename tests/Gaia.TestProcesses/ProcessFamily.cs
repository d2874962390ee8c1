namespace Gaia.TestProcesses;

/// <summary>A process of this machine, from /proc.</summary>
/// <param name="Arguments">Separated by NUL, as the kernel has them.</param>
public sealed record ProcessFamily(int Pid, int Parent, string Arguments, string Environment)
{
    public bool IsShell => Arguments.StartsWith("sh\0", StringComparison.Ordinal) || Arguments.StartsWith("/bin/sh\0", StringComparison.Ordinal);

    /// <summary>Every process that names the folder in its arguments or environment, and what descends from one; not this one.</summary>
    public static IReadOnlyList<ProcessFamily> Of(string folder)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!)
            .Where(pid => pid != System.Environment.ProcessId)
            .Select(pid => new ProcessFamily(pid, ParentOf(pid), Read(pid, "cmdline"), Read(pid, "environ")))
            .ToList();
        var family = all.Where(each => each.Arguments.Contains(folder, StringComparison.Ordinal) || each.Environment.Contains(folder, StringComparison.Ordinal))
            .Select(each => each.Pid).ToHashSet();
        while (all.Where(each => family.Contains(each.Parent)).Select(each => each.Pid).Where(family.Add).ToList() is { Count: > 0 })
        {
        }
        return [.. all.Where(each => family.Contains(each.Pid))];
    }

    // "4711 (sh) S 4700 4711 ..."; the name may hold spaces and brackets.
    private static int ParentOf(int pid) =>
        Read(pid, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended, or is not ours
        }
    }
}
