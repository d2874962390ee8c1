using Gaia.Audit;
using Gaia.Jobs;
using Gaia.Runs.Events;
using Gaia.Runs.Locks;
using Gaia.Runs.Quotas;
using Gaia.Runs.States;
using Gaia.Runs.Variables;
using Npgsql;

namespace Gaia.Runs;

/// <summary>Who decides, and how it is recorded.</summary>
/// <param name="Action">For the audit log: <c>runs.approve</c>.</param>
internal sealed record RunDecision(Actor Actor, string Action, string? Reason = null)
{
    /// <summary>Events that go into the log just before the one of the new status, where there is one.</summary>
    public IReadOnlyList<NewEvent> Events { get; init; } = [];

    /// <summary>What happened before: it goes into the log whatever is decided.</summary>
    public IReadOnlyList<NewEvent> Before { get; init; } = [];

    /// <summary>Names the decision's events, so that a decision whose commit got no answer does not log them twice.</summary>
    public Guid Batch { get; } = Guid.NewGuid();

    /// <summary>The job that must still be held for the decision to count.</summary>
    public JobContext? Held { get; init; }
}

/// <summary>
/// The one way a run changes: its row, the event, the audit record, the lock and the job commit together or not at all.
/// </summary>
public sealed class RunChanges(
    NpgsqlDataSource database, LockStore locks, JobQueue queue, CheckQuota quota, AuditLog audit, RunSignals signals, TimeProvider time)
{
    internal delegate Task Also(NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken);

    /// <param name="sealedVariables">Values of the run's variables, encrypted.</param>
    internal async Task<Run?> AddAsync(
        Run run, Actor actor, string? idempotencyKey, string? requestHash, CancellationToken cancellationToken, byte[]? sealedVariables = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await quota.DemandAsync(connection, transaction, run, cancellationToken);
        if (!await RunStore.InsertAsync(connection, transaction, run, idempotencyKey, requestHash, cancellationToken)) return null;
        if (sealedVariables is not null) await RunVariables.InsertAsync(connection, transaction, run.Id, sealedVariables, cancellationToken);
        if (run.Status.NeedsState() && await locks.TakeOrWaitAsync(connection, transaction, run, cancellationToken) is { } job)
            run = await RunStore.SaveAsync(connection, transaction, run with { Job = job }, cancellationToken);
        NewEvent[] events = [NewEvent.Status(time.GetUtcNow(), run.Status, actor.Name, run.Message)];
        var last = await RunEventStore.AppendAsync(connection, transaction, run.Id, events, Guid.NewGuid(), cancellationToken);
        await audit.AppendAsync(connection, transaction, new AuditEntry(actor.Name, "runs.queue", $"run:{run.Id}",
            $"{RunStore.Word(run.Operation)} {run.Component} in {run.Stack}, {Source(run)}{Given(run)}") { Stack = run.Stack }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Publish(run.Id, last);
        return run with { LastEvent = last };
    }

    /// <summary>Loads the run under its row lock, lets <paramref name="decide"/> change it, and saves what follows from that.</summary>
    internal async Task<Run> ChangeAsync(
        RunId id, RunDecision decision, Func<Run, Run> decide, CancellationToken cancellationToken, Also? also = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await RunStore.LockAsync(connection, transaction, id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        // After the run's row, never before it: a cancellation locks the run first and then its job.
        if (decision.Held is not null) await decision.Held.EnsureHeldAsync(connection, transaction, cancellationToken);
        var after = decide(before);
        if (after == before) return await LogAsync(connection, transaction, before, decision, cancellationToken);
        if (also is not null) await also(connection, transaction, before, cancellationToken);
        after = await RunStore.SaveAsync(connection, transaction, after, cancellationToken);
        after = await FollowAsync(connection, transaction, before, after, cancellationToken);
        var last = await RecordAsync(connection, transaction, before, after, decision, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (last is { } position) signals.Publish(id, position);
        return after with { LastEvent = last ?? after.LastEvent };
    }

    // Nothing changes; what happened before is logged all the same, unless an earlier try of this decision has done it.
    private async Task<Run> LogAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, RunDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Before.Count == 0 || await RunEventStore.HasBatchAsync(connection, transaction, run.Id, decision.Batch, cancellationToken)) return run;
        var last = await RunEventStore.AppendAsync(connection, transaction, run.Id, decision.Before, decision.Batch, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Publish(run.Id, last);
        return run with { LastEvent = last };
    }

    // Lock and job follow from the two statuses alone.
    private async Task<Run> FollowAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run before, Run after, CancellationToken cancellationToken)
    {
        if (before.Job is { } job && after.CancelRequestedBy is not null && before.CancelRequestedBy != after.CancelRequestedBy)
            await queue.CancelAsync(connection, transaction, job, cancellationToken);
        else if (before.Job is { } running && after.CancelByForce && !before.CancelByForce)
            await queue.CancelAsync(connection, transaction, running, cancellationToken);

        JobId? next = (before.Status.NeedsState(), after.Status.NeedsState()) switch
        {
            (false, true) => await locks.TakeOrWaitAsync(connection, transaction, after, cancellationToken),
            (true, true) when after.Status is RunStatus.Approved && before.Status is RunStatus.Planning =>
                await locks.EnqueueAsync(connection, transaction, after.Id, after.Status, after.TraceParent, cancellationToken),
            _ => null,
        };
        if (before.Status.NeedsState() && !after.Status.NeedsState())
        {
            await RunTokens.EndAsync(connection, transaction, after.Id, cancellationToken);
            await locks.ReleaseAsync(connection, transaction, after, cancellationToken);
        }
        if (after.Status.IsFinished() && !before.Status.IsFinished()) await RunVariables.EndAsync(connection, transaction, after.Id, cancellationToken);
        return next is null ? after : await RunStore.SaveAsync(connection, transaction, after with { Job = next }, cancellationToken);
    }

    private async Task<long?> RecordAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run before, Run after, RunDecision decision,
        CancellationToken cancellationToken)
    {
        List<NewEvent> events = [.. decision.Before, .. decision.Events];
        if (before.Status != after.Status)
        {
            events.Add(NewEvent.Status(time.GetUtcNow(), after.Status, decision.Actor.Name, decision.Reason ?? after.Error));
            RunTelemetry.Changed(before, after, time.GetUtcNow());
        }
        long? last = events.Count == 0
            ? null
            : await RunEventStore.AppendAsync(connection, transaction, after.Id, events, decision.Batch, cancellationToken);
        // Last: it holds the audit log's lock until the commit.
        await audit.AppendAsync(connection, transaction, new AuditEntry(decision.Actor.Name, decision.Action, $"run:{after.Id}",
            $"{RunStore.Word(before.Status)} -> {RunStore.Word(after.Status)}{Detail(after, decision)}") { Stack = after.Stack }, cancellationToken);
        return last;
    }

    private static string Source(Run run) => run.Configuration is { } digest ? $"configuration {digest}" : $"ref {run.Ref}";

    private static string Given(Run run) => run.Variables.Count == 0 ? "" : $", variables {string.Join(", ", run.Variables)}";

    private static string Detail(Run run, RunDecision decision) => (run.Status, decision.Reason) switch
    {
        (RunStatus.Queued, _) => $", commit {run.Commit}, configuration {run.Configuration}",
        (RunStatus.Approved, _) => $", plan {run.Plan}",
        (_, { } reason) => $": {reason}",
        (RunStatus.Failed or RunStatus.Interrupted, _) => $": {run.Error}",
        _ => "",
    };
}
