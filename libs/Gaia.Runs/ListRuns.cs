namespace Gaia.Runs;

/// <param name="Limit">1 to 200.</param>
/// <param name="Cursor">From the page before, or null for the newest.</param>
public sealed record RunFilter(
    string? Stack = null, string? Component = null, RunStatus? Status = null, int Limit = 50, string? Cursor = null)
{
    /// <summary>Patterns of LIKE: only runs of stacks that one of them matches; null: of all.</summary>
    public IReadOnlyList<string>? Stacks { get; init; }
}

/// <summary>Newest first. <paramref name="Next"/> is null at the end.</summary>
public sealed record RunPage(IReadOnlyList<Run> Items, string? Next);

/// <summary>Runs by filter, newest first, a page at a time.</summary>
public sealed class ListRuns(RunStore store)
{
    /// <exception cref="RunRefusedException"><c>page.bad-cursor</c></exception>
    public async Task<RunPage> ExecuteAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(filter.Limit, 1, 200);
        // Ids are of version 7 and sort by time, so the last id of a page says where the next begins.
        Guid? before = filter.Cursor is null ? null
            : Guid.TryParseExact(filter.Cursor, "N", out var id) ? id : throw RunErrors.BadCursor(filter.Cursor);
        var runs = await store.ListAsync(filter with { Limit = limit }, before, cancellationToken);
        return runs.Count > limit ? new RunPage([.. runs.Take(limit)], runs[limit - 1].Id.Value.ToString("N")) : new RunPage(runs, null);
    }
}
