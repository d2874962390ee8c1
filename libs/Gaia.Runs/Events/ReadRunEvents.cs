using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gaia.Runs.Events;

/// <summary>The events of a run, from any position.</summary>
public sealed class ReadRunEvents(RunEventStore store, RunSignals signals)
{
    private const int PageSize = 500;

    /// <summary>Up to <paramref name="limit"/> events after <paramref name="after"/>, as they are now.</summary>
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.unknown-event-position</c></exception>
    public async Task<IReadOnlyList<RunEvent>> PageAsync(RunId id, long after, int limit, CancellationToken cancellationToken)
    {
        await CheckPositionAsync(id, after, cancellationToken);
        return await store.ReadAsync(id, after, Math.Clamp(limit, 1, 1000), cancellationToken);
    }

    /// <summary>
    /// Events after <paramref name="after"/> and then new ones as they come; ends when the run is finished and all is
    /// read. Check the position with <see cref="CheckPositionAsync"/> before a response is started.
    /// </summary>
    public async IAsyncEnumerable<RunEvent> FollowAsync(RunId id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Subscribed before the first read: what is written in between is then signaled and not missed.
        await using var signal = await signals.SubscribeAsync(id);
        var finished = after > 0 && await FinishedUpToAsync(id, after, cancellationToken);
        while (true)
        {
            var page = await store.ReadAsync(id, after, PageSize, cancellationToken);
            foreach (var next in page)
            {
                yield return next;
                after = next.Sequence;
                finished |= Finishes(next);
            }
            if (page.Count == PageSize) continue;
            if (finished) yield break;
            await signal.WaitAsync(cancellationToken);
        }
    }

    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.unknown-event-position</c></exception>
    public async Task CheckPositionAsync(RunId id, long after, CancellationToken cancellationToken)
    {
        var last = await store.LastAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        if (after < 0 || after > last) throw RunErrors.UnknownEventPosition($"{after}", last);
    }

    /// <summary>The whole log of a run as text, a line at a time.</summary>
    /// <exception cref="RunRefusedException"><c>run.not-found</c>, before the first line.</exception>
    public async IAsyncEnumerable<string> LogLinesAsync(RunId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CheckPositionAsync(id, 0, cancellationToken);
        var after = 0L;
        while (await store.ReadAsync(id, after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var line in page.SelectMany(EventText.Lines)) yield return line;
            after = page[^1].Sequence;
        }
    }

    private async Task<bool> FinishedUpToAsync(RunId id, long after, CancellationToken cancellationToken) =>
        (await store.ReadAsync(id, Math.Max(0, after - 20), 20, cancellationToken)).Any(past => past.Sequence <= after && Finishes(past));

    private static bool Finishes(RunEvent happened) => happened.Type == "status"
        && happened.Data.Deserialize(RunsJson.Default.StatusChanged) is { } changed && changed.Status.IsFinished();
}
