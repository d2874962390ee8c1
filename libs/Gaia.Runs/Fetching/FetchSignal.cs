namespace Gaia.Runs.Fetching;

/// <summary>Tells this process that a run wants to be fetched. Only a hint: every replica also looks by itself.</summary>
public sealed class FetchSignal : IDisposable
{
    private readonly SemaphoreSlim wanted = new(0);

    public void Dispose() => wanted.Dispose();

    internal void Set() => wanted.Release();

    /// <summary>Returns at a signal, or when it is time to look without one.</summary>
    internal Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => wanted.WaitAsync(limit, cancellationToken);
}
