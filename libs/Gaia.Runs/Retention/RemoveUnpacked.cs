using Gaia.Configurations;
using Gaia.Runs.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Runs.Retention;

/// <summary>
/// Removes what this machine has unpacked of configurations that are stored no longer, or that nobody has used here for
/// <see cref="RetentionOptions.Configurations"/>. Each machine does it for itself.
/// </summary>
internal sealed partial class RemoveUnpacked(
    RetentionStore store, UnpackedConfigurations unpacked, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RemoveUnpacked> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested && (TransientFaults.IsPassing(fault) || fault is PostgresException or UnauthorizedAccessException))
            {
                LogSkipped(fault.Message); // not migrated yet, too
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var unused = unpacked.Unused();
        if (unused.Count == 0) return;
        var (age, stored) = (options.Value.Configurations, await store.StoredAsync([.. unused.Keys], cancellationToken));
        foreach (var (digest, used) in unused)
            if (!stored.Contains(digest) || (age > TimeSpan.Zero && time.GetUtcNow() - used >= age))
                await unpacked.RemoveAsync(digest, cancellationToken);
    }

    [LoggerMessage(EventName = "retention.unpacked-skipped", Level = LogLevel.Warning, Message = "Unpacked configurations that nobody uses were not removed this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
