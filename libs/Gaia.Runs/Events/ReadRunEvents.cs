namespace Gaia.Runs.Events;

/// <summary>The events of a run, from any position.</summary>
public sealed class ReadRunEvents
{
    /// <summary>Up to <paramref name="limit"/> events after <paramref name="after"/>, as they are now.</summary>
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.unknown-event-position</c></exception>
    public Task<IReadOnlyList<RunEvent>> PageAsync(RunId id, long after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Events after <paramref name="after"/> and then new ones as they come; ends when the run is finished and all is
    /// read. Check the position with <see cref="CheckPositionAsync"/> before a response is started.
    /// </summary>
    public IAsyncEnumerable<RunEvent> FollowAsync(RunId id, long after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.unknown-event-position</c></exception>
    public Task CheckPositionAsync(RunId id, long after, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The log lines of a run as text.</summary>
    public IAsyncEnumerable<string> LogLinesAsync(RunId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
