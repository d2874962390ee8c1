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

    public Task<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Stack is { } stack) caller.Demand(Role.Viewer, stack);
        return list.ExecuteAsync(filter with { Stacks = caller.ReachedStacks() }, cancellationToken);
    }
}
