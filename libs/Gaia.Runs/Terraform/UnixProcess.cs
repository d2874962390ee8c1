using System.Runtime.InteropServices;

namespace Gaia.Runs.Terraform;

/// <summary>Signals and process identity, which .NET has no words for.</summary>
internal static partial class UnixProcess
{
    private const int InterruptSignal = 2;
    private const int KillSignal = 9;

    public static void SendInterrupt(int pid) => kill(pid, InterruptSignal);

    /// <summary>Every process of the group that <paramref name="pid"/> leads.</summary>
    public static void KillGroup(int pid) => kill(-pid, KillSignal);

    public static void Kill(int pid) => kill(pid, KillSignal);

    /// <summary>
    /// Start time in clock ticks since boot: with the pid it names one process for good, since pids are used again.
    /// <c>/proc/4242/stat</c> is <c>4242 (terra form) S 1 4242 4242 0 -1 ... 22nd field: 8812345 ...</c>
    /// </summary>
    public static long? StartTime(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
