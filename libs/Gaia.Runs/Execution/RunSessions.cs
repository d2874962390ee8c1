using Gaia.Jobs;
using Gaia.Runs.Events;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Runs.Execution;

/// <summary>Opens sessions and carries their ends, whatever they are, into the run.</summary>
public sealed partial class RunSessions(
    RunStore store, RunChanges changes, RunSignals signals, NpgsqlDataSource database, IOptions<RunsOptions> options, TimeProvider time,
    ILogger<RunSessions> logger)
{
    internal RunSession Open(Run run, JobContext job, WorkDirectory work, CancellationToken stopping)
    {
        var session = new RunSession(run, job, new RunEventWriter(run.Id, job, database, signals, time, logger), work, time, stopping);
        session.WatchForForce(async () => (await store.FindAsync(run.Id, CancellationToken.None))?.CancelByForce ?? false);
        return session;
    }

    /// <summary>A transition by this worker: with all events before it, again and again while PostgreSQL is away.</summary>
    internal async Task<Run> ChangeAsync(
        RunSession session, string action, Func<Run, Run> decide, IReadOnlyList<NewEvent>? events = null, RunChanges.Also? also = null)
    {
        var decision = new RunDecision(session.Actor, action) { Held = session.Job, Before = await session.Events.TakeAsync(), Events = events ?? [] };
        var removed = false;
        try
        {
            session.Run = await TransientFaults.RetryAsync(
                () => changes.ChangeAsync(session.Run.Id, decision, Decide, CancellationToken.None, also), session.Job, time);
            session.IsHandedOn |= removed;
            return session.Run;
        }
        catch
        {
            session.Events.AddRange(decision.Before);
            throw;
        }

        // Before anybody sees that terraform has ended, what it was given by -var is gone.
        Run Decide(Run now)
        {
            var next = decide(now);
            if (next.Status is not (RunStatus.Planning or RunStatus.Applying)) removed = TryRemoveSecrets(session);
            return next;
        }
    }

    // Nobody's run stays open because a file cannot be removed: it is tried again when the run is cleaned up.
    private bool TryRemoveSecrets(RunSession session)
    {
        try
        {
            session.Work.RemoveSecrets();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotCleaned(session.Run.Id, fault.Message);
            return false;
        }
    }

    /// <summary>What ended the work early, as the words of a failure; null where it is not for the run to end.</summary>
    internal (string Error, string? Advice, int? ExitCode)? FailureOf(RunSession session, Exception fault) =>
        WordsOf(fault) is var (error, advice, exitCode) ? (session.Work.Shown(error), advice is null ? null : session.Work.Shown(advice), exitCode) : null;

    private (string Error, string? Advice, int? ExitCode)? WordsOf(Exception fault) => fault switch
    {
        RunFailure failure => (failure.Message, failure.Advice, failure.ExitCode),
        _ when FaultWords.Of(fault, $"The worker writes to {options.Value.DataPath()}.") is var (error, advice) => (error, advice, null),
        _ => null,
    };

    /// <summary>Removes what a finished run no longer needs; a failure's workdir stays for whoever looks into it, without what was given by -var.</summary>
    internal void CleanUp(Run run)
    {
        if (!run.Status.IsFinished()) return;
        try
        {
            if (run.Status is not (RunStatus.Failed or RunStatus.Interrupted)) WorkDirectory.RemoveAll(options.Value, run.Id);
            foreach (var work in WorkDirectory.Earlier(options.Value, run.Id))
            {
                work.RemoveSecrets();
                work.RemovePlans();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotCleaned(run.Id, fault.Message);
        }
    }

    [LoggerMessage(EventName = "runs.not-cleaned", Level = LogLevel.Warning, Message = "The workdir of run {Run} could not be removed: {Reason}")]
    private partial void LogNotCleaned(RunId run, string reason);
}
