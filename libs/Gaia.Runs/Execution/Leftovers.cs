using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>The terraform of a worker that died was sent SIGINT by its death. Whoever comes next waits for it to end.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <returns>False where one had to be killed.</returns>
    public static async Task<bool> EndAsync(
        RunsOptions options, RunId run, TimeSpan grace, TimeProvider time, CancellationToken stopping)
    {
        var gentle = true;
        foreach (var work in WorkDirectory.Earlier(options, run))
            if (work.RunningProcess() is { } pid)
                gentle &= await EndAsync(work, pid, grace, time, stopping);
        return gentle;
    }

    private static async Task<bool> EndAsync(WorkDirectory work, int pid, TimeSpan grace, TimeProvider time, CancellationToken stopping)
    {
        // Where there is no parent-death signal this is its first SIGINT; where there is, terraform may take it as the
        // second and hurry, which still ends with the state written.
        if (ProgramPath.Find("setpriv") is null) UnixProcess.SendInterrupt(pid);
        var started = time.GetTimestamp();
        while (work.RunningProcess() is not null)
        {
            if (time.GetElapsedTime(started) > grace)
            {
                UnixProcess.KillGroup(pid);
                return false;
            }
            await Task.Delay(Look, time, stopping);
        }
        return true;
    }
}
