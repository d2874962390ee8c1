using System.Globalization;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>A process that makes or holds a sandbox: unshare, bwrap, bwrap's init. With the init the kernel ends all that runs in it.</summary>
/// <param name="Started">With the pid it names one process for good.</param>
internal sealed record SandboxProcess(int Pid, long Started, RunId Run)
{
    public void Kill()
    {
        if (UnixProcess.StartTime(Pid) == Started) UnixProcess.Kill(Pid);
    }
}

/// <summary>The sandboxes of a data directory, whoever started them.</summary>
internal static class SandboxProcesses
{
    /// <param name="work">Where the folders of runs are.</param>
    public static IEnumerable<SandboxProcess> Of(string work)
    {
        if (!Directory.Exists("/proc")) yield break; // not Linux
        var ours = UnixProcess.Owner(Environment.ProcessId);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && UnixProcess.StartTime(pid) is { } started
                && RunOf(Command(folder), work) is { } run && UnixProcess.Owner(pid) == ours)
                yield return new(pid, started, run);
    }

    /// <summary>
    /// Arguments end with a NUL each: <c>/usr/bin/bwrap --unshare-user ... --bind WORK/RUN/ATTEMPT/tree WORK/RUN/ATTEMPT/tree ...</c>, for
    /// unshare with <c>/usr/bin/unshare --fork</c> before that. Nobody else has a reason to show such a folder in a sandbox.
    /// </summary>
    internal static RunId? RunOf(string command, string work)
    {
        var arguments = command.Split('\0');
        if (Path.GetFileName(arguments is [_, "--fork", var program, ..] ? program : arguments[0]) != "bwrap") return null;
        foreach (var argument in arguments)
            if (argument.StartsWith($"{work}/", StringComparison.Ordinal) && argument[(work.Length + 1)..].Split('/') is [var run, _, "tree"] && Guid.TryParse(run, out var id))
                return new RunId(id);
        return null;
    }

    private static string Command(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
