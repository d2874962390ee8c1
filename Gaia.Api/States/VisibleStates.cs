using Gaia.Access;
using Gaia.Api.Configurations;
using Gaia.Runs.States;

namespace Gaia.Api.States;

/// <summary>The states that a caller reaches. What lies in other stacks is refused one by one and left out of listings.</summary>
internal sealed class VisibleStates(FindState find, ListStates list, Caller caller)
{
    /// <exception cref="AccessException">access.denied, where the path's stack is out of reach. One that was made under such a stack is not there.</exception>
    public async Task<KeptState> FindAsync(string stack, string component, string? id, Role role, CancellationToken cancellationToken)
    {
        caller.Demand(role, stack);
        var state = await find.ExecuteAsync(component, stack, id is null ? null : StateCalls.Key(id), cancellationToken);
        return caller.Reaches(state.Stack) ? state : throw StateErrors.NotFound(component, stack);
    }

    public async Task<(IReadOnlyList<KeptState> Items, long? Next)> ListAsync(StateFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Stack is { } stack) caller.Demand(Role.Viewer, stack);
        var page = await list.ExecuteAsync(filter with { Stacks = caller.ReachedStacks() }, cancellationToken);
        return (page, page.Count < filter.Limit ? null : page[^1].Position);
    }
}
