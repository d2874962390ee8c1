using Gaia.Access;
using Gaia.Runs;

namespace Gaia.Api.Runs;

/// <summary>The runs that a caller reaches. Those of other stacks are not there, neither one by one nor in listings.</summary>
internal sealed class VisibleRuns(FindRun find, ListRuns list, Caller caller)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c>, also where its stack is out of reach: nobody learns what there is elsewhere.</exception>
    public async Task<Run> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var run = await find.ExecuteAsync(new(id), cancellationToken);
        return caller.Reaches(run.Stack) ? run : throw RunErrors.RunNotFound(run.Id);
    }

    public Task<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Stack is { } stack) caller.Demand(Role.Viewer, stack);
        return list.ExecuteAsync(filter with { Stacks = caller.ReachedStacks() }, cancellationToken);
    }
}
