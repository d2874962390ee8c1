using System.Globalization;
using System.Runtime.InteropServices;

namespace Gaia.Runs.Terraform;

/// <summary>Signals and process identity, which .NET has no words for.</summary>
internal static partial class UnixProcess
{
    private const int InterruptSignal = 2;
    private const int KillSignal = 9;
    private const int ContinueSignal = 18;

    public static void SendInterrupt(int pid) => kill(pid, InterruptSignal);

    /// <summary>What stands still hears no other signal before.</summary>
    public static void ContinueGroup(int pid) => kill(-pid, ContinueSignal);

    /// <summary>Every process of the group that <paramref name="pid"/> leads.</summary>
    public static void KillGroup(int pid) => kill(-pid, KillSignal);

    public static void Kill(int pid) => kill(pid, KillSignal);

    /// <summary>
    /// Start time in clock ticks since boot: with the pid it names one process for good, since pids are used again.
    /// <c>/proc/4242/stat</c> is <c>4242 (terra form) S 1 4242 4242 0 -1 ... 22nd field: 8812345 ...</c>
    /// </summary>
    public static long? StartTime(int pid) =>
        Status(pid) is { } fields && fields[0] != "Z" ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;

    /// <summary><c>R</c>, <c>S</c>, <c>D</c>: it goes on. <c>T</c>: a signal stopped it, <c>t</c>: who traces it, <c>Z</c>: it has ended and nobody asked how. Null: it is gone.</summary>
    public static char? State(int pid) => Status(pid)?[0][0];

    /// <summary>The fields of <c>/proc/4242/stat</c> from the third on.</summary>
    private static string[]? Status(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary><c>/proc/4244/task/4244/children</c> is <c>4245 4251 </c>.</summary>
    public static IEnumerable<int> Children(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The account of a process that has not ended. <c>/proc/4242/status</c> has <c>State: S (sleeping)</c> and <c>Uid: 1879050000 1879050000 1879050000 1879050000</c>.</summary>
    public static int? Owner(int pid)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{pid}/status");
            if (lines.Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal))) return null;
            return lines.FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t') is [_, var real, ..]
                && int.TryParse(real, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
