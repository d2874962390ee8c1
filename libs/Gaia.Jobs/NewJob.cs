namespace Gaia.Jobs;

/// <summary>A job to enqueue.</summary>
/// <param name="Kind">Names the handler: <c>runs.plan</c>.</param>
/// <param name="Payload">JSON that the handler reads.</param>
public sealed record NewJob(string Kind, string Payload)
{
    /// <summary>Higher goes first; 0 is ordinary. -100 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>Not before this time; null is at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>While a job with this key is ready or running, another one with it is not enqueued.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>1 to 100. A worker that dies with the job counts as an attempt.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>W3C trace parent, so that one trace spans the queue.</summary>
    public string? TraceParent { get; init; } = System.Diagnostics.Activity.Current?.Id;
}
