namespace Gaia.Runs.Locks;

/// <summary>The state identities that are locked now, by whom, oldest first.</summary>
public sealed class ListLocks
{
    public Task<IReadOnlyList<HeldLock>> ExecuteAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
