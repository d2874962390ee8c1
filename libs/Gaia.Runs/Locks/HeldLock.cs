namespace Gaia.Runs.Locks;

/// <summary>A state identity that is locked now.</summary>
/// <param name="Fence">Grows with every acquisition of this identity.</param>
/// <param name="Waiting">Runs that wait for it.</param>
public sealed record HeldLock(
    string StateIdentity, RunId RunId, string Component, string Stack, string Holder, long Fence, int Waiting, DateTimeOffset AcquiredAt);
