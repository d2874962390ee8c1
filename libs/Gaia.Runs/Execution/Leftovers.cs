using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>The terraform of a worker that died goes on without it. Whoever comes next interrupts it and waits for it to end.</summary>
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
        // Once and never again, also by the worker that comes after us: at a second SIGINT terraform ends without saving.
        if (work.ClaimInterrupt()) UnixProcess.SendInterrupt(pid);
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
