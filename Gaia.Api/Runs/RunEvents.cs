using System.Globalization;
using Gaia.Api.Paging;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Runs.Events;

namespace Gaia.Api.Runs;

/// <summary>The events of a run: a page as JSON, or from a position on as they come when the caller accepts text/event-stream.</summary>
internal static class RunEvents
{
    public const string LastEventId = "Last-Event-ID";

    public static async Task<IResult> GetAsync(
        Guid id, string? after, int? limit, HttpContext http, VisibleRuns runs, ReadRunEvents events, EventStreams streams,
        CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        var resumed = http.Request.Headers[LastEventId].ToString() is { Length: > 0 } given ? given : null;
        var position = Position(resumed ?? after, run);
        await events.CheckPositionAsync(run.Id, position, cancellationToken);
        if (!WantsStream(http.Request)) return await PageAsync(run, position, new(limit, null), events, cancellationToken);
        // 204 is how an EventSource is told to stop: it would open a stream that ended again and again.
        if (resumed is not null && run.Status.IsFinished() && position >= run.LastEvent) return TypedResults.NoContent();
        await streams.FollowAsync(http, run.Id, position);
        return TypedResults.Empty;
    }

    private static async Task<IResult> PageAsync(
        Run run, long after, PageRequest page, ReadRunEvents events, CancellationToken cancellationToken)
    {
        var found = await events.PageAsync(run.Id, after, page.Size, cancellationToken);
        // More may be there, or still come: the position to ask from next, until the run is finished and all is read.
        var last = found is [] ? after : found[^1].Sequence;
        var next = run.Status.IsFinished() && last >= run.LastEvent ? null : last.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(new Page<RunEventResponse>([.. found.Select(RunMapping.From)], next));
    }

    private static long Position(string? given, Run run) =>
        given is null ? 0
        : long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw RunErrors.UnknownEventPosition(given, run.LastEvent);

    private static bool WantsStream(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));
}
