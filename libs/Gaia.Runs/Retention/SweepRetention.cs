using System.Globalization;
using Gaia.Audit;
using Gaia.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Runs.Retention;

/// <summary>Removes what is past its time, batch by batch. Killed in the middle it has removed less; the next sweep goes on.</summary>
public sealed partial class SweepRetention(
    RetentionStore store, UnwantedBlobs unwanted, RemoveDeadJobs deadJobs, AuditLog audit, NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<SweepRetention> logger)
{
    private static readonly Actor Gaia = new("gaia");

    public async Task<Removed> ExecuteAsync(CancellationToken cancellationToken)
    {
        var policy = options.Value;
        var removed = new Removed(
            await EachAsync(policy.Runs, before => store.RemoveRunsAsync(before, policy.RunsKept, cancellationToken)),
            await EachAsync(policy.Logs, before => store.RemoveLogsAsync(before, LogLine(policy.Logs), cancellationToken)),
            await EachAsync(policy.Plans, before => store.RemovePlansAsync(before, cancellationToken)),
            await EachAsync(policy.StateVersions, before => store.RemoveVersionsAsync(before, policy.StateVersionsKept, cancellationToken)),
            await EachAsync(policy.Configurations, before => store.RemoveConfigurationsAsync(before, cancellationToken)),
            policy.DeadJobs == TimeSpan.Zero ? 0 : await deadJobs.ExecuteAsync(time.GetUtcNow() - policy.DeadJobs, cancellationToken));
        await unwanted.DeleteDueAsync(cancellationToken);
        await NoteAsync(removed, cancellationToken);
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

    private async Task NoteAsync(Removed removed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await store.NoteSweepAsync(connection, transaction, time.GetUtcNow(), removed, cancellationToken);
        if (!removed.IsNothing) await audit.AppendAsync(connection, transaction, new AuditEntry(Gaia.Name, "retention.sweep", "retention", $"{removed}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (!removed.IsNothing) LogRemoved($"{removed}");
    }

    [LoggerMessage(EventName = "retention.removed", Level = LogLevel.Information, Message = "Past its time and removed: {Removed}")]
    private partial void LogRemoved(string removed);
}
