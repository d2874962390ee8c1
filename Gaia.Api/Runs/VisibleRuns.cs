using Gaia.Access;
using Gaia.Runs;

namespace Gaia.Api.Runs;

/// <summary>The runs that a caller reaches. What lies in other stacks is refused one by one and left out of listings.</summary>
internal sealed class VisibleRuns(FindRun find, ListRuns list, Caller caller)
{
    /// <exception cref="AccessException">access.denied, when the run's stack is out of reach.</exception>
    public async Task<Run> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var run = await find.ExecuteAsync(new(id), cancellationToken);
        caller.Demand(Role.Viewer, run.Stack);
        return run;
    }

    public async Task<RunPage> ListAsync(RunFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        if (filter.Stack is { } stack) caller.Demand(Role.Viewer, stack);
        if (caller.ReachesAll || filter.Stack is not null) return await list.ExecuteAsync(filter, cancellationToken);
        // The store knows no globs: read on until one run is visible or all are read. A page may be short; next tells.
        while (true)
        {
            var page = await list.ExecuteAsync(filter, cancellationToken);
            var visible = page.Items.Where(run => caller.Reaches(run.Stack)).ToList();
            if (visible.Count > 0 || page.Next is null) return new(visible, page.Next);
            filter = filter with { Cursor = page.Next };
        }
    }
}
