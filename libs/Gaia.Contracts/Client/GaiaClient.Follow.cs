namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    /// <summary>
    /// Every event of the run behind <paramref name="after"/>, in order, each once, as it happens; ends when the run is finished. A lost connection
    /// is taken up again from the last event.
    /// </summary>
    /// <param name="after">Sequence of the last event already seen; 0 for all.</param>
    public IAsyncEnumerable<RunEventResponse> FollowRunAsync(
        Guid id, long after = 0, FollowOptions? follow = null, CancellationToken cancellationToken = default) =>
        new RunFollowing(this, http, id, follow ?? new(), time).EventsAsync(after, cancellationToken);
}
