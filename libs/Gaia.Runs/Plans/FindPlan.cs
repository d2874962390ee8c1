namespace Gaia.Runs.Plans;

/// <summary>What a run's plan would do, secrets masked.</summary>
public sealed class FindPlan
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.no-plan</c></exception>
    public Task<PlanSummary> ExecuteAsync(RunId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
