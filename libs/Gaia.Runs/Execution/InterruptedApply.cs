using Gaia.Jobs;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>
/// A worker died in the middle of an apply. Where terraform still runs on this machine, or in a pod, it is interrupted and waited for, its state
/// is stored, the lock is freed, and the run says what to do.
/// </summary>
public sealed class InterruptedApply(
    RunSessions sessions, PrepareComponent prepare, TerraformSteps steps, KeepState keepState, LostOutput lost, RunPods pods, IOptions<RunsOptions> options, TimeProvider time)
{
    private const string Error = "The worker died in the middle of the apply.";

    /// <param name="mayWait">Somebody tries again where it is not known yet that terraform has ended.</param>
    internal async Task EndAsync(Run run, JobContext job, bool mayWait, CancellationToken stopping)
    {
        var gentle = await Leftovers.EndAsync(options.Value, run.Id, options.Value.InterruptGrace, time, stopping);
        var (left, doubt) = await EndPodsAsync(run, mayWait, stopping);
        // What a worker sent to a pod says nothing of what was done there, and is not whole.
        var inPod = run.AppliesIn is not null || left.Any || doubt.Length > 0;
        var earlier = inPod ? left.Work : WorkDirectory.Earlier(options.Value, run.Id).FirstOrDefault(work => Directory.Exists(Path.Combine(work.Root, "tree")));
        var work = earlier ?? WorkDirectory.Create(options.Value, run.Id, $"interrupted-{job.Job.Epoch}");
        await using var session = sessions.Open(run, job, work, CancellationToken.None);
        doubt += LossOf(left);
        var advice = doubt + Advice(run, gentle && left.Gentle, here: earlier is not null, inPod);
        PreparedComponent? component = null;
        try
        {
            if (inPod) component = await PrepareAsync(session);
            else if (earlier is not null) component = await prepare.ResolveAsync(session.ForPreparing, RunActions.Apply(run), stopping);
        }
        catch (Exception fault) when (sessions.FailureOf(session, fault) is var (error, _, _))
        {
            advice += $" The workdir could not be read: {session.Mask.Apply(error)}";
        }
        await TellAsync(session, gentle && left.Gentle, component is not null && !inPod);
        Run End(Run now) => now.Status is RunStatus.Applying ? now.Interrupt(Error, advice, time.GetUtcNow()) : now;
        if (component is null) await sessions.ChangeAsync(session, "runs.interrupt", End);
        else await keepState.FinishAsync(session, component, End, "runs.interrupt");
    }

    /// <param name="isHidden">The component's secrets are known, so that what terraform wrote can be shown.</param>
    private async Task TellAsync(RunSession session, bool gentle, bool isHidden)
    {
        session.Say("The worker that ran terraform apply was lost.");
        // It went on where it had begun: in the workdir of the plan, or in one of its own.
        var from = isHidden ? WorkDirectory.Earlier(options.Value, session.Run.Id).FirstOrDefault(work => File.Exists(work.Log("apply.out"))) : null;
        try
        {
            if (from is not null) await lost.TakeAsync(session, from, "apply", CancellationToken.None);
            session.Say(from is null ? "What terraform wrote after that is lost, too." : gentle ? "Terraform has ended." : "Terraform had to be killed.");
        }
        catch (Exception fault) when (fault is not LeaseLostException)
        {
            // For a log no run stays open, with its state locked.
            session.Say($"What terraform wrote after that cannot be shown: {fault.Message}");
        }
        session.Say("Nothing is applied again by itself; the run's advice says what to do.");
    }

    private async Task<(LeftPods Left, string Doubt)> EndPodsAsync(Run run, bool mayWait, CancellationToken stopping)
    {
        try
        {
            return (await pods.EndLeftAsync(run, options.Value.InterruptGrace,
                new(name => Rescued(run, name), (work, cancellationToken) => keepState.StoreErroredAsync(run.Id, work, cancellationToken)), mayWait, stopping), "");
        }
        catch (Exception fault) when (!mayWait && fault is PodConnectionException or ClusterRefusedException)
        {
            return (LeftPods.None, $"Nobody knows whether terraform still runs in Kubernetes: {fault.Message} Make sure of that before you apply again. ");
        }
    }

    // The workdir of the worker that died, where this machine has it; else a new one of the same name, without its configuration.
    private WorkDirectory Rescued(Run run, string name) =>
        WorkDirectory.Earlier(options.Value, run.Id).FirstOrDefault(work => Path.GetFileName(work.Root) == name) ?? WorkDirectory.Create(options.Value, run.Id, name);

    private string LossOf(LeftPods left) => left switch
    {
        { Lost: not { } } => "",
        { Kept: { } look } => $"What the apply may have left as errored.tfstate could not be taken from its pod: {left.Lost.TrimEnd('.')}. Nothing runs in it any more, and it stays until its "
            + $"deadline: {look}. ",
        _ => $"The pod of the apply ended before its files could be taken, an errored.tfstate among them if there was one: {left.Lost.TrimEnd('.')}. ",
    };

    /// <summary>What the pod had, if anything, is in the workdir or the store; what it had from us, and what init made, is made anew around it.</summary>
    private async Task<PreparedComponent> PrepareAsync(RunSession session)
    {
        await prepare.FillAsync(session, CancellationToken.None);
        var component = await prepare.ResolveAsync(session.ForPreparing, RunActions.Apply(session.Run), CancellationToken.None);
        await keepState.RestoreErroredAsync(session.Run.Id, session.Work, component.Folder, CancellationToken.None);
        // Only terraform itself gets at a state that is elsewhere, and can push one.
        if (!component.Plan.GaiaKeepsState || File.Exists(Path.Combine(component.Folder, "errored.tfstate"))) await steps.PrepareAsync(session, component);
        return component;
    }

    internal static string Advice(Run run, bool gentle, bool here, bool inPod) => here && gentle
        ? $"Terraform was interrupted and has ended; what it did is in the state, and Gaia's lock is free. What was in flight may be tainted. "
            + $"Plan {run.Component} in {run.Stack} again to see what is left. {Unlock(run)}"
        : $"What terraform did until then is in its state as far as it could write it; Gaia's lock is free. {Where(run, here, inPod)}"
            + $"Plan {run.Component} in {run.Stack} again; what exists and is "
            + $"not in the state can be taken over with import blocks. {Unlock(run)}";

    private static string Where(Run run, bool here, bool inPod) => inPod && !here
        ? ""
        : $"Look for errored.tfstate in the workdir of run {run.Id} on {(here ? Environment.MachineName : "the machine of the worker that died")}. ";

    private static string Unlock(Run run) => $"Where terraform says that the state is locked by a process that is gone: {TerraformAdvice.Unlock(run)}";
}
