namespace Gaia.Runs.Plans;

/// <summary>What a run's plan would do, secrets masked.</summary>
public sealed class FindPlan(RunStore store, KeptPlans plans)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.no-plan</c></exception>
    public async Task<PlanSummary> ExecuteAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await PlannedAsync(id, cancellationToken);
        return await plans.ReadSummaryAsync(id, cancellationToken) ?? throw RunErrors.NoPlan(run);
    }

    /// <returns>As <c>terraform show -json</c> prints it, but for its secrets.</returns>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async Task<byte[]> JsonAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await PlannedAsync(id, cancellationToken);
        return await plans.ReadJsonAsync(id, cancellationToken) ?? throw RunErrors.NoPlan(run);
    }

    private async Task<Run> PlannedAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await store.FindAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        return run.Plan is null ? throw RunErrors.NoPlan(run) : run;
    }
}
