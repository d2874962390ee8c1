namespace Gaia.Runs;

/// <summary>Throws the plan away; nothing is applied.</summary>
public sealed class DiscardRun
{
    public Task<Run> ExecuteAsync(RunId id, string? reason, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
