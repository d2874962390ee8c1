using System.Globalization;

namespace Gaia.Api.Security;

/// <summary>
/// The processes that are as free as this one: of its account, and in its namespaces of processes and users. The terraform of a run is not, in a
/// sandbox or with an account of its own.
/// </summary>
internal static class OwnProcesses
{
    private const string Here = "/proc/self";

    // Not the namespace of mounts: services of systemd and programs of snap have one each, without being shut in.
    private static readonly string[] Namespaces = ["pid", "user"];
    private static readonly string?[] Own = [.. Namespaces.Select(kind => Namespace(Here, kind))];
    private static readonly uint? Uid = UidOf(Here);

    /// <summary>Whether one of them has the socket open. Who asks has begun lately, as a rule, so the youngest come first.</summary>
    public static bool Hold(TcpSocket socket)
    {
        if (socket.Uid != Uid || Own.Contains(null)) return false;
        var file = $"socket:[{socket.Inode.ToString(CultureInfo.InvariantCulture)}]";
        var pids = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0);
        return YoungestFirst(pids, Latest()).Select(pid => $"/proc/{pid}").Any(process => IsOwn(process) && HasOpen(process, file) && UidOf(process) == Uid);
    }

    /// <summary>Ids are given in turn and begin again after the highest: those above the latest are of the round before.</summary>
    internal static IEnumerable<int> YoungestFirst(IEnumerable<int> pids, int latest) => pids.OrderBy(pid => pid > latest).ThenByDescending(pid => pid);

    // "0.20 0.18 0.12 1/80 11206": loads, threads that run and all of them, the latest id.
    private static int Latest()
    {
        try
        {
            return int.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[^1], CultureInfo.InvariantCulture, out var pid) ? pid : int.MaxValue;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return int.MaxValue;
        }
    }

    private static bool IsOwn(string process) => Namespaces.Select(kind => Namespace(process, kind)).SequenceEqual(Own);

    /// <returns><c>pid:[4026531836]</c>; null of a process that is gone, or that is not ours to look at.</returns>
    private static string? Namespace(string process, string kind) => new FileInfo($"{process}/ns/{kind}").LinkTarget;

    private static bool HasOpen(string process, string file)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"{process}/fd").Any(each => new FileInfo(each).LinkTarget == file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary><c>Uid:	1000	1000	1000	1000</c>: real, effective, saved, of files.</summary>
    private static uint? UidOf(string process)
    {
        try
        {
            var line = File.ReadLines($"{process}/status").FirstOrDefault(each => each.StartsWith("Uid:", StringComparison.Ordinal));
            return line?.Split('\t') is [_, _, var effective, ..] ? uint.Parse(effective, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
