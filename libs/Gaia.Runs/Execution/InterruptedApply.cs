using Gaia.Jobs;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>
/// A worker died in the middle of an apply. Where terraform still runs on this machine it is interrupted and waited for, its state is stored, the lock is freed, and the run says what to do.
/// </summary>
public sealed class InterruptedApply(
    RunSessions sessions, PrepareComponent prepare, KeepState keepState, IOptions<RunsOptions> options, TimeProvider time)
{
    private const string Error = "The worker died in the middle of the apply.";

    internal async Task EndAsync(Run run, JobContext job, CancellationToken stopping)
    {
        var gentle = await Leftovers.EndAsync(options.Value, run.Id, options.Value.InterruptGrace, time, stopping);
        var earlier = WorkDirectory.Earlier(options.Value, run.Id).FirstOrDefault(work => Directory.Exists(Path.Combine(work.Root, "tree")));
        var work = earlier ?? WorkDirectory.Create(options.Value, run.Id, $"interrupted-{job.Job.Epoch}");
        await using var session = sessions.Open(run, job, work, CancellationToken.None);
        var advice = Advice(run, gentle, earlier is not null);
        PreparedComponent? component = null;
        try
        {
            if (earlier is not null) component = await prepare.ResolveAsync(session.ForPreparing, RunActions.Apply(run), stopping);
        }
        catch (Exception fault) when (sessions.FailureOf(session, fault) is var (error, _, _))
        {
            advice += $" The workdir could not be read: {session.Mask.Apply(error)}";
        }
        Run End(Run now) => now.Status is RunStatus.Applying ? now.Interrupt(Error, advice, time.GetUtcNow()) : now;
        if (component is null) await sessions.ChangeAsync(session, "runs.interrupt", End);
        else await keepState.FinishAsync(session, component, End, "runs.interrupt");
    }

    private static string Advice(Run run, bool gentle, bool here) => here && gentle
        ? $"Terraform was interrupted and has ended; what it did is in the state, and Gaia's lock is free. What was in flight may be tainted. "
            + $"Plan {run.Component} in {run.Stack} again to see what is left. {Unlock(run)}"
        : $"What terraform did until then is in its state as far as it could write it; Gaia's lock is free. Look for errored.tfstate in the "
            + $"workdir of run {run.Id} on the machine of the worker that died. Plan {run.Component} in {run.Stack} again; what exists and is "
            + $"not in the state can be taken over with import blocks. {Unlock(run)}";

    private static string Unlock(Run run) => $"Where terraform says that the state is locked by a process that is gone: {TerraformAdvice.Unlock(run)}";
}
