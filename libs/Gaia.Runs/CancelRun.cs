namespace Gaia.Runs;

/// <summary>Ends a run: at once where terraform does not run, else terraform is interrupted and saves its state.</summary>
public sealed class CancelRun
{
    public Task<Run> ExecuteAsync(RunId id, bool force, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
