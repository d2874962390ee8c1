using System.Globalization;

namespace Gaia.AppHost.Local;

/// <summary>Who listens on a port, from /proc; null where it belongs to somebody whose processes we may not read.</summary>
internal sealed record PortHolder(int Pid, string Command)
{
    private const string Listening = "0A";

    public static PortHolder? Of(int port)
    {
        var sockets = Inodes("/proc/net/tcp", port).Concat(Inodes("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        if (sockets.Count == 0)
            return null;
        return Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && Holds(folder, sockets))
            .Select(folder => new PortHolder(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), CommandOf(folder)))
            .FirstOrDefault();
    }

    // "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 ..."
    private static IEnumerable<string> Inodes(string table, int port) =>
        !File.Exists(table) ? [] :
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal)
        select fields[9];

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(fd => File.ResolveLinkTarget(fd, false) is { } target && sockets.Contains(Path.GetFileName(target.FullName)));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false; // another user's process, or one that just ended
        }
    }

    private static string CommandOf(string process)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ').Trim();
            return command.Length > 80 ? command[..80] + "..." : command;
        }
        catch (IOException)
        {
            return "?";
        }
    }
}
