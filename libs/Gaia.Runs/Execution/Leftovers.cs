using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>The terraform of a worker that died goes on without it. Whoever comes next interrupts it and waits for it to end.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <returns>False where one had to be killed.</returns>
    public static async Task<bool> EndAsync(
        RunsOptions options, RunId run, TimeSpan grace, TimeProvider time, CancellationToken stopping)
    {
        var gentle = true;
        var earlier = WorkDirectory.Earlier(options, run);
        foreach (var work in earlier)
            if (work.RunningProcess() is var (pid, enclosure))
                gentle &= await EndAsync(work, pid, enclosure, grace, time, stopping);
        // What was set up and had not begun, or answers soon, is remembered nowhere.
        if (earlier.Count > 0)
            foreach (var sandbox in SandboxProcesses.Of(options.DataPath("work")).Where(sandbox => sandbox.Run == run)) sandbox.Kill();
        return gentle;
    }

    private static async Task<bool> EndAsync(WorkDirectory work, int pid, Enclosure enclosure, TimeSpan grace, TimeProvider time, CancellationToken stopping)
    {
        // Once and never again, also by the worker that comes after us: at a second SIGINT terraform ends without saving.
        var interrupting = work.ClaimInterrupt();
        var started = time.GetTimestamp();
        while (work.RunningProcess() is not null)
        {
            if (interrupting && enclosure.TryInterrupt(pid)) interrupting = false;
            if (time.GetElapsedTime(started) > grace)
            {
                enclosure.Kill(pid);
                return false;
            }
            await Task.Delay(PollInterval, time, stopping);
        }
        // What it left behind must not meet the next run of that account.
        if (enclosure.Account is { } account) AccountProcesses.Kill(account);
        return true;
    }
}
