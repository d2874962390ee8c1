namespace Gaia.Runs;

/// <summary>Approves exactly the plan that the digest names; the apply starts when the state is free.</summary>
public sealed class ApproveRun
{
    public Task<Run> ExecuteAsync(RunId id, PlanDigest digest, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
