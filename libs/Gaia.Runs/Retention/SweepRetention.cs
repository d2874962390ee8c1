using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Retention;

/// <summary>Removes what is past its time, batch by batch. Killed in the middle it has removed less; the next sweep goes on.</summary>
public sealed partial class SweepRetention(
    RetentionStore store, UnwantedBlobs unwanted, IOptions<RetentionOptions> options, TimeProvider time, ILogger<SweepRetention> logger)
{
    /// <exception cref="BlobsNotDeletedException">Everything else was removed, and is on record.</exception>
    public async Task<Removed> ExecuteAsync(CancellationToken cancellationToken)
    {
        var policy = options.Value;
        var removed = new Removed(
            await EachAsync(policy.Runs, before => store.RemoveRunsAsync(before, policy.RunsKept, cancellationToken)),
            await EachAsync(policy.Logs, before => store.RemoveLogsAsync(before, LogLine(policy.Logs), cancellationToken)),
            await EachAsync(policy.Plans, before => store.RemovePlansAsync(before, cancellationToken)),
            await EachAsync(policy.StateVersions, before => store.RemoveVersionsAsync(before, policy.StateVersionsKept, cancellationToken)),
            await EachAsync(policy.Configurations, before => store.RemoveConfigurationsAsync(before, cancellationToken)),
            await EachAsync(policy.DeadJobs, before => store.RemoveDeadJobsAsync(before, cancellationToken)));
        await store.NoteSweepAsync(time.GetUtcNow(), removed, cancellationToken);
        if (!removed.IsNothing) LogRemoved($"{removed}");
        await unwanted.DeleteDueAsync(cancellationToken);
        return removed;
    }

    private string LogLine(TimeSpan age) => string.Create(CultureInfo.InvariantCulture,
        $"The log was removed on {time.GetUtcNow():yyyy-MM-dd}: logs are kept for {age.TotalDays:0.##} days (Gaia__Retention__Logs).");

    private async Task<long> EachAsync(TimeSpan age, Func<DateTimeOffset, Task<long>> batch)
    {
        if (age == TimeSpan.Zero) return 0;
        var (all, before) = (0L, time.GetUtcNow() - age);
        while (await batch(before) is > 0 and var some) all += some;
        return all;
    }

    [LoggerMessage(EventName = "retention.removed", Level = LogLevel.Information, Message = "Past its time and removed: {Removed}")]
    private partial void LogRemoved(string removed);
}
