using System.Security.Cryptography;
using Gaia.Configurations;
using Gaia.Configurations.Blobs;
using Gaia.Jobs;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>
/// Applies the approved plan file and nothing else. Never twice: a worker that finds a run already applying knows that its
/// predecessor died in the middle, and ends the run as interrupted.
/// </summary>
public sealed class ApplyRun(
    RunStore store, RunSessions sessions, PrepareComponent prepare, TerraformSteps steps, RunStoreHooks storeHooks, KeepState keepState, InterruptedApply interrupted,
    KeptPlans plans, RunPods pods, IOptions<RunsOptions> options, TimeProvider time)
{
    public async Task ExecuteAsync(JobContext job, CancellationToken stopping)
    {
        if (await store.FindAsync(RunJobs.Run(job.Job.Payload), CancellationToken.None) is not { } run) return;
        if (run.Status is RunStatus.Applying) await interrupted.EndAsync(run, job, mayWait: true, stopping);
        if (run.Status is not RunStatus.Approved) return;
        // The first attempt finds nothing of another's: a run that needs no cluster waits for none.
        if (job.Job.Attempt > 1) await pods.EndLeftAsync(run, options.Value.InterruptGrace, rescue: null, mayWait: true, stopping);
        var planned = WorkDirectory.Earlier(options.Value, run.Id).FirstOrDefault(work => work.PlannedFolder(run.Plan!.Value) is not null);
        var work = planned is not null ? WorkDirectory.At(planned.Root) : WorkDirectory.Create(options.Value, run.Id, $"apply-{job.Job.Epoch}");

        // An apply should be let through when the worker stops; it is interrupted only when the time for that is over.
        using var late = new CancellationTokenSource();
        await using var delay = stopping.Register(() => late.CancelAfter(options.Value.ApplyStopGrace));
        await using var session = sessions.Open(run, job, work, late.Token);
        PreparedComponent? component = null;
        try
        {
            component = await PrepareAsync(session, planned is not null);
            await sessions.ChangeAsync(session, "runs.start-apply", now => now.Status is RunStatus.Approved ? now.StartApply(time.GetUtcNow(), work.InPod ? pods.Namespace : null) : now,
                also: (connection, transaction, now, cancellationToken) => StateOwners.DemandAsync(connection, transaction, now, uses: true, cancellationToken));
            if (session.Run.Status is not RunStatus.Applying) return; // canceled while it was prepared
            await steps.RunAsync(session, component);
            await storeHooks.RunAsync(session, component);
            await keepState.FinishAsync(session, component, now => now.FinishApply(time.GetUtcNow()), "runs.finish-apply");
        }
        catch (RunStoppedException stopped)
        {
            await StopAsync(session, component, stopped, stopping);
        }
        catch (Exception fault) when (fault is not (LeaseLostException or OperationCanceledException or KeptPodException))
        {
            // Anything unforeseen in the middle of an apply also ends the run: it must not be tried again.
            if (session.Run.Status is not RunStatus.Applying && sessions.FailureOf(session, fault) is null) throw;
            await FailAsync(session, component, fault);
        }
        sessions.CleanUp(session.Run);
    }

    /// <summary>The job has no attempts left.</summary>
    public async Task BuryAsync(JobContext job, string reason)
    {
        if (await store.FindAsync(RunJobs.Run(job.Job.Payload), CancellationToken.None) is not { } run) return;
        if (run.Status is RunStatus.Applying) await interrupted.EndAsync(run, job, mayWait: false, CancellationToken.None);
        if (run.Status is not RunStatus.Approved) return;
        await using var session = sessions.Open(run, job, WorkDirectory.Create(options.Value, run.Id, $"buried-{job.Job.Epoch}"), CancellationToken.None);
        await sessions.ChangeAsync(session, "runs.fail", now => now.Status is RunStatus.Approved
            ? now.Fail($"The apply was tried {job.Job.MaxAttempts} times and could not be started: {reason}",
                "Nothing was changed. Look at the worker's log, then plan again.", null, time.GetUtcNow())
            : now);
    }

    private async Task<PreparedComponent> PrepareAsync(RunSession session, bool planned)
    {
        var run = session.Run;
        var request = RunActions.Apply(run);
        var component = planned
            ? await prepare.ResolveAsync(session.ForPreparing, request, CancellationToken.None)
            : await prepare.ExecuteAsync(session, request, CancellationToken.None);
        session.Hide(await plans.ReadSecretsAsync(run.Id, CancellationToken.None));
        if (!planned)
        {
            await steps.PrepareAsync(session, component);
            await FetchPlanAsync(run, component);
        }
        CheckPlan(run, Path.Combine(component.Folder, component.Planfile));
        return component;
    }

    private async Task FetchPlanAsync(Run run, PreparedComponent component)
    {
        var plan = await plans.ReadAsync(run.Id, CancellationToken.None)
            ?? throw new RunFailure("The plan file is no longer stored.", "Nothing was changed. Plan again.");
        await using var file = PrivateFolder.NewFile(Path.Combine(component.Folder, component.Planfile));
        await file.WriteAsync(plan);
    }

    // The approval names a digest: whatever happened to the file since, only those bytes are applied.
    private static void CheckPlan(Run run, string file)
    {
        using var bytes = File.OpenRead(file);
        var found = Sha256Digest.Of(SHA256.HashData(bytes));
        if (found != run.Plan?.Value)
            throw new RunFailure($"The plan file has digest {found}, but {run.Plan} was approved.", "Nothing was changed. Plan again.");
    }

    private async Task StopAsync(RunSession session, PreparedComponent? component, RunStoppedException stopped, CancellationToken stopping)
    {
        if (session.Job.LeaseLost.IsCancellationRequested) throw new LeaseLostException(session.Job.Job);
        if (component is null || session.Run.Status is not RunStatus.Applying)
            throw new OperationCanceledException("This worker stops; another one applies the run.", stopped, stopping);
        var advice = $"Terraform was interrupted after {session.Completed} {(session.Completed == 1 ? "resource was" : "resources were")} done{(stopped.Exit is { Killed: true } ? " and had to be killed" : " and saved its state")}. "
            + "Plan again to see what is left." + (stopped.Exit is { Killed: true } ? $" Where terraform says that the state is locked: {TerraformAdvice.Unlock(session.Run)}" : "");
        if (session.Job.Canceled.IsCancellationRequested)
            await keepState.FinishAsync(session, component, now => now.StopCanceled(stopped.Exit?.Code, advice, time.GetUtcNow()), "runs.stop");
        else
            await keepState.FinishAsync(session, component,
                now => now.Interrupt("The worker was stopped in the middle of the apply.", advice, time.GetUtcNow()), "runs.interrupt");
    }

    private async Task FailAsync(RunSession session, PreparedComponent? component, Exception fault)
    {
        var (error, advice, exitCode) = sessions.FailureOf(session, fault) ?? ($"{fault.GetType().Name}: {fault.Message}", "This is a fault of Gaia or its machine; the worker's log has more.", null);
        error = session.Mask.Apply(error);
        if (component is null || session.Run.Status is not RunStatus.Applying)
            await sessions.ChangeAsync(session, "runs.fail", now => now.Status is RunStatus.Approved ? now.Fail(error, advice, exitCode, time.GetUtcNow()) : now);
        else
            await keepState.FinishAsync(session, component, now => now.Fail(error, advice, exitCode, time.GetUtcNow()), "runs.fail");
    }
}
