namespace Gaia.Runs;

/// <summary>One run by its id.</summary>
public sealed class FindRun
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c></exception>
    public Task<Run> ExecuteAsync(RunId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
