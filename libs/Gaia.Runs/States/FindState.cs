namespace Gaia.Runs.States;

/// <summary>The latest stored state of a component instance.</summary>
public sealed class FindState(StateStore store)
{
    /// <exception cref="RunRefusedException"><c>state.not-found</c></exception>
    public async Task<StateVersion> ExecuteAsync(string component, string stack, CancellationToken cancellationToken) =>
        (await FindAsync(component, stack, cancellationToken)).Version;

    /// <summary>Its outputs, sensitive ones without their value.</summary>
    /// <exception cref="RunRefusedException"><c>state.not-found</c></exception>
    public async Task<IReadOnlyList<RunOutput>> OutputsAsync(string component, string stack, CancellationToken cancellationToken) =>
        (await FindAsync(component, stack, cancellationToken)).Outputs;

    private async Task<(StateVersion Version, IReadOnlyList<RunOutput> Outputs)> FindAsync(
        string component, string stack, CancellationToken cancellationToken) =>
        await store.FindLatestAsync(component, stack, cancellationToken) ?? throw RunErrors.StateNotFound(component, stack);
}
