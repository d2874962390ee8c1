using System.Security.Cryptography;
using System.Text.Json;
using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Jobs;
using Gaia.Runs.Events;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Masking;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>Plans a queued run. Runs again, from the start, where a worker died in the middle: a plan changes nothing.</summary>
public sealed class PlanRun(
    RunStore store, RunSessions sessions, PrepareComponent prepare, TerraformSteps steps, TerraformProgram program, RunTokens tokens, KeptPlans plans,
    RunPods pods, IOptions<RunsOptions> options, TimeProvider time)
{
    // A plan has nothing to save; it needs only let go of the state's lock.
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(JobContext job, CancellationToken stopping)
    {
        if (await store.FindAsync(RunJobs.Run(job.Job.Payload), CancellationToken.None) is not { } run) return;
        if (run.Status is not (RunStatus.Queued or RunStatus.Planning)) return;
        await Leftovers.EndAsync(options.Value, run.Id, LeftoverGrace, time, stopping);
        // The first attempt finds nothing of another's: a run that needs no cluster waits for none.
        if (job.Job.Attempt > 1) await pods.EndLeftAsync(run, LeftoverGrace, rescue: null, mayWait: true, stopping);
        var work = WorkDirectory.Create(options.Value, run.Id, $"plan-{job.Job.Epoch}");
        await using var session = sessions.Open(run, job, work, stopping);
        try
        {
            if (job.Job.Attempt > 1) session.Say($"The plan did not end in attempt {job.Job.Attempt - 1} of {job.Job.MaxAttempts}: its worker was lost, or could not go on. It begins again; nothing was changed.");
            if (run.CancelRequestedBy is not null) throw new RunStoppedException("plan", null);
            await PlanAsync(session);
        }
        catch (RunStoppedException stopped)
        {
            await StopAsync(session, stopped, stopping);
        }
        catch (Exception fault) when (sessions.FailureOf(session, fault) is var (error, advice, exitCode))
        {
            error = session.Mask.Apply(error);
            await sessions.ChangeAsync(session, "runs.fail", now => End(now, () => now.Fail(error, advice, exitCode, time.GetUtcNow())));
        }
        sessions.CleanUp(session.Run);
    }

    /// <summary>The job has no attempts left.</summary>
    public async Task BuryAsync(JobContext job, string reason)
    {
        if (await store.FindAsync(RunJobs.Run(job.Job.Payload), CancellationToken.None) is not { } run) return;
        await using var session = sessions.Open(run, job, WorkDirectory.Create(options.Value, run.Id, $"buried-{job.Job.Epoch}"), CancellationToken.None);
        await sessions.ChangeAsync(session, "runs.fail", now => now.Status is RunStatus.Queued or RunStatus.Planning
            ? now.Fail($"The plan was tried {job.Job.MaxAttempts} times and did not end: {reason}",
                "Nothing was changed. Look at the worker's log and memory, then queue a new run.", null, time.GetUtcNow())
            : now);
    }

    private async Task PlanAsync(RunSession session)
    {
        // Unpacking and resolving touch nothing but the workdir, so they need not wait for the commit.
        var starting = StartAsync(session);
        if (program.Usual is { } usual) steps.MakeReady(session, usual);
        var preparing = Task.Run(() => prepare.ExecuteAsync(session, RunActions.Plan(session.Run, again: session.Job.Job.Attempt > 1), CancellationToken.None, starting));
        await Task.WhenAll(starting, preparing); // none goes on alone where the other fails
        var component = await preparing;
        foreach (var note in component.Plan.Notes) session.Say(note);
        var context = ConfigurationArchive.ReadContext(session.Work.Tree);
        if (context.Variables is { Count: > 0 } sent) session.Say($"Of the caller's environment: {string.Join(", ", sent.Keys)}");
        if (context.Git is { Count: > 0 } git) session.Say($"Of the caller's repository: {string.Join(", ", git.Select(fact => $"{fact.Key} {fact.Value}"))}");
        if (session.Run.Variables is { Count: > 0 } given) session.Say($"Given with the run, a later one wins: {string.Join(", ", given.Zip(component.Plan.Given.Files, (variable, file) => $"{variable} ({file.Key})"))}");
        await steps.PrepareAsync(session, component);
        await steps.RunAsync(session, component);
        var keeping = KeepPlanFileAsync(session, component);
        var shown = await steps.ShowAsync(session, component);
        await FinishAsync(session, component, await keeping, shown);
    }

    /// <returns>The token of a state that Gaia keeps, made in the same transaction; null where the run was planning already, or its state is elsewhere.</returns>
    private async Task<RunToken?> StartAsync(RunSession session)
    {
        RunToken? token = null;
        await sessions.ChangeAsync(session, "runs.start-plan", run => run.StartPlan(time.GetUtcNow()),
            also: async (connection, transaction, run, cancellationToken) =>
            {
                await StateOwners.DemandAsync(connection, transaction, run, uses: false, cancellationToken);
                token = StateHomes.IsOurs(run.State) ? await tokens.MintAsync(connection, transaction, run, cancellationToken) : null;
            });
        return token;
    }

    private async Task<PlanDigest> KeepPlanFileAsync(RunSession session, PreparedComponent component)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(component.Folder, component.Planfile));
        var digest = new PlanDigest(Sha256Digest.Of(SHA256.HashData(bytes)));
        await plans.WriteAsync(session.Run.Id, bytes, CancellationToken.None);
        // What init made in a pod is gone with it.
        if (!session.Work.InPod) session.Work.MarkPlanned(digest, component.Folder);
        return digest;
    }

    private async Task FinishAsync(RunSession session, PreparedComponent component, PlanDigest digest, byte[] shown)
    {
        using var json = JsonDocument.Parse(shown);
        session.Hide(PlanSecrets.Of(json.RootElement));
        var plan = new PlanJson(json.RootElement);
        var summary = plan.Summarize(digest, session.Mask);
        var hasChanges = plan.HasChanges;
        session.Phase("save");
        await Task.WhenAll(
            plans.WriteSummaryAsync(session.Run.Id, summary, CancellationToken.None),
            plans.WriteJsonAsync(session.Run.Id, MaskedPlanJson.Of(json.RootElement, session.Mask), CancellationToken.None),
            plans.WriteSecretsAsync(session.Run.Id, session.Mask.Values, CancellationToken.None));
        var now = time.GetUtcNow();
        List<NewEvent> events =
        [
            .. summary.Drift.Select(drift => NewEvent.Resource(now, new ResourceProgress(drift.Address, drift.Type, "drifted", drift.Action, null, null))),
            NewEvent.Plan(now, new PlanSummarized(digest.Value, summary.Changes)),
        ];
        await sessions.ChangeAsync(session, "runs.finish-plan",
            run => End(run, () => run.FinishPlan(digest, summary.Changes, hasChanges, time.GetUtcNow())), events,
            // Of a state elsewhere Gaia does not see whether it has content: who plans it has it.
            also: StateHomes.IsOurs(session.Run.State) ? null
                : (connection, transaction, run, cancellationToken) => StateOwners.DemandAsync(connection, transaction, run, uses: true, cancellationToken));
    }

    private async Task StopAsync(RunSession session, RunStoppedException stopped, CancellationToken stopping)
    {
        if (session.Job.LeaseLost.IsCancellationRequested) throw new LeaseLostException(session.Job.Job);
        if (!session.Job.Canceled.IsCancellationRequested && session.Run.CancelRequestedBy is null)
            throw new OperationCanceledException("This worker stops; another one plans the run again.", stopped, stopping);
        await sessions.ChangeAsync(session, "runs.stop", run => run.Status.IsFinished() ? run
            : run.StartPlan(time.GetUtcNow()).StopCanceled(stopped.Exit?.Code, "Nothing was changed.", time.GetUtcNow()));
    }

    // A retry after a lost connection may find its own decision; a cancellation may have come while we finished.
    private Run End(Run run, Func<Run> end) => run switch
    {
        { Status: not (RunStatus.Queued or RunStatus.Planning) } => run,
        { CancelRequestedBy: not null } => run.StartPlan(time.GetUtcNow()).StopCanceled(null, "Nothing was changed.", time.GetUtcNow()),
        _ => end(),
    };
}
