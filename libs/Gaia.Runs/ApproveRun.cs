using Gaia.Runs.States;
using Npgsql;

namespace Gaia.Runs;

/// <summary>Approves exactly the plan that the digest names; the apply starts when the state is free.</summary>
public sealed class ApproveRun(RunChanges changes, ApprovalPolicy policy)
{
    /// <exception cref="RunRefusedException">
    /// <c>run.not-found</c>, <c>run.not-awaiting-approval</c>, <c>run.already-approved</c>, <c>run.plan-mismatch</c>, <c>run.plan-stale</c>,
    /// <c>approval.self</c>, <c>state.of-another-stack</c>
    /// </exception>
    public Task<Run> ExecuteAsync(RunId id, PlanDigest digest, Actor actor, CancellationToken cancellationToken) =>
        changes.ChangeAsync(id, new RunDecision(actor, "runs.approve"), run => policy.Demand(run, actor).Approve(digest, actor), cancellationToken, StillApplicableAsync);

    private static async Task StillApplicableAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        if (await RunStore.FindLaterApplyAsync(connection, transaction, run, cancellationToken) is { } later)
            throw RunErrors.PlanStale(run, later);
        await StateOwners.DemandAsync(connection, transaction, run, uses: false, cancellationToken);
    }
}
