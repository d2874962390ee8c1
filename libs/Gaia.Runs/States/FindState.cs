namespace Gaia.Runs.States;

/// <summary>The state of a component instance.</summary>
public sealed class FindState(StateStore store)
{
    /// <param name="id">Which one, for an instance that has several.</param>
    /// <exception cref="RunRefusedException"><c>state.not-found</c>, <c>state.ambiguous</c></exception>
    public async Task<KeptState> ExecuteAsync(string component, string stack, StateKey? id, CancellationToken cancellationToken)
    {
        var states = (await store.FindAsync(component, stack, cancellationToken)).Where(state => state.Latest > 0).ToList();
        if (id is { } wanted) return states.FirstOrDefault(state => state.Key == wanted) ?? throw StateErrors.NotFound(component, stack);
        // One that was deleted is meant only where there is no other.
        var alive = states.Where(state => state.Current is not null).ToList();
        return (alive.Count > 0 ? alive : states) switch
        {
            [] => throw StateErrors.NotFound(component, stack),
            [var state] => state,
            var several => throw StateErrors.Ambiguous(component, stack, several.Select(state => state.Key)),
        };
    }

    /// <summary>Its outputs, sensitive ones without their value.</summary>
    public static IReadOnlyList<RunOutput> Outputs(KeptState state) =>
        (state.Current ?? throw StateErrors.NotFound(state.Component, state.Stack)).Outputs;
}
