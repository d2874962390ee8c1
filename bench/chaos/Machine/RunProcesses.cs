namespace Gaia.Chaos.Bench.Machine;

/// <summary>What workers have started for runs: terraform and the programs of its sandbox, by the folder they work in.</summary>
internal static class RunProcesses
{
    public static IReadOnlyList<int> Terraform(string data) => [.. All(data).Where(each => each.Name == "terraform").Select(each => each.Pid)];

    public static IReadOnlyList<int> Sandboxes(string data) => [.. All(data).Where(each => each.Name is "bwrap" or "unshare").Select(each => each.Pid)];

    /// <summary><c>4711 terraform apply ...</c>, for people.</summary>
    public static IReadOnlyList<string> Describe(string data) => [.. All(data).Select(each => $"{each.Pid} {Read(each.Pid, "cmdline").Replace('\0', ' ')}")];

    /// <summary>The worker that started what a workdir's file <c>process</c> names.</summary>
    public static int? WorkerOf(string workdir)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(workdir, "process")).Split(' ');
            return text.Length > 1 && int.TryParse(text[0], out var pid) ? ParentOf(pid) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static IReadOnlyList<int> Children(int pid) =>
        [.. Read(pid, $"task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    private static IEnumerable<(int Pid, string Name)> All(string data)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid)) continue;
            var name = Read(pid, "comm").TrimEnd();
            // A program that waits to be replaced is a shell; bwrap's own first process has its name.
            if (name is not ("terraform" or "bwrap" or "unshare" or "sh")) continue;
            if (Read(pid, "stat") is not { Length: > 0 } stat || stat[(stat.LastIndexOf(')') + 2)..][0] is 'Z' or 'X') continue;
            if (IsIn(data, pid)) yield return (pid, name);
        }
    }

    private static bool IsIn(string data, int pid)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/cwd").LinkTarget?.StartsWith(data, StringComparison.Ordinal) == true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int? ParentOf(int pid) =>
        Read(pid, "stat") is { Length: > 0 } stat && int.TryParse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], out var parent) ? parent : null;

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
