namespace Gaia.Runs;

/// <param name="Limit">1 to 200.</param>
/// <param name="Cursor">From the page before, or null for the newest.</param>
public sealed record RunFilter(
    string? Stack = null, string? Component = null, RunStatus? Status = null, int Limit = 50, string? Cursor = null);

/// <summary>Newest first. <paramref name="Next"/> is null at the end.</summary>
public sealed record RunPage(IReadOnlyList<Run> Items, string? Next);

/// <summary>Runs by filter, newest first, a page at a time.</summary>
public sealed class ListRuns
{
    public Task<RunPage> ExecuteAsync(RunFilter filter, CancellationToken cancellationToken) => throw new NotImplementedException();
}
