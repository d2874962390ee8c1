using System.Globalization;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>The processes of an account that runs of terraform use, and nobody else.</summary>
internal static class AccountProcesses
{
    // Each round kills all that it sees; only what forks faster than we read is seen again.
    private const int Rounds = 100;

    public static void Kill(int account)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var left = Of(account).ToList();
            if (left.Count == 0) return;
            foreach (var pid in left) UnixProcess.Kill(pid);
        }
    }

    public static bool Any(int account) => Of(account).Any();

    private static IEnumerable<int> Of(int account)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && UnixProcess.Owner(pid) == account) yield return pid;
    }
}
