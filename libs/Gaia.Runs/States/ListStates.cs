namespace Gaia.Runs.States;

/// <summary>States with content, and those that are held before they have any; the one that changed last first.</summary>
public sealed class ListStates(StateStore store)
{
    public Task<IReadOnlyList<KeptState>> ExecuteAsync(StateFilter filter, CancellationToken cancellationToken) =>
        store.ListAsync(filter, cancellationToken);
}
