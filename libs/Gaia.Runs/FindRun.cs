namespace Gaia.Runs;

/// <summary>One run by its id.</summary>
public sealed class FindRun(RunStore store)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c></exception>
    public async Task<Run> ExecuteAsync(RunId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
}
