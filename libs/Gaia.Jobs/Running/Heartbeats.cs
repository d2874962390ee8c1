using Gaia.Jobs.Workers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Jobs.Running;

/// <summary>Renews the leases of the held jobs, says in the registry that this worker lives, and rescues the jobs of those that do not.</summary>
internal sealed partial class Heartbeats(
    JobStore store, WorkerRegistry registry, HeldJobs held, IOptions<JobsOptions> options, TimeProvider time,
    ILogger<Heartbeats> logger) : BackgroundService
{
    private readonly TimeProvider leases = LeaseClock.Of(time);
    private long? failedAt;
    private int beats;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await BeatAsync();
            await Task.Delay(options.Value.Heartbeat, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Hosted services stop in reverse order, so leases are renewed until the worker has waited for its jobs.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await registry.LeaveAsync(cancellationToken);
        }
        catch (NpgsqlException fault)
        {
            LogMissed(fault.Message);
        }
    }

    private async Task BeatAsync()
    {
        var lease = options.Value.Lease;
        try
        {
            await RenewAsync(lease);
            await registry.HeartbeatAsync(held.Count, options.Value.Capacity, lease, CancellationToken.None);
            // Whoever could not reach PostgreSQL must not judge by the clock those who could not either.
            if (failedAt is null || leases.GetElapsedTime(failedAt.Value) > lease)
                if (await store.RescueAsync(lease, CancellationToken.None) is > 0 and var rescued) LogRescued(rescued);
            if (beats++ % 100 == 0) await store.PruneAsync(options.Value.KeepFinished, CancellationToken.None);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            failedAt = leases.GetTimestamp();
            LogMissed(fault.Message);
        }
    }

    private async Task RenewAsync(TimeSpan lease)
    {
        var contexts = held.Snapshot();
        if (contexts.Count == 0) return;
        var asked = leases.GetTimestamp();
        var renewed = await store.RenewAsync([.. contexts.Select(context => context.Job)], lease, CancellationToken.None);
        foreach (var context in contexts)
        {
            if (!renewed.TryGetValue(context.Job.Id, out var cancel))
            {
                LoseUnlessDone(context);
                continue;
            }
            context.Renewed(asked);
            if (cancel) context.Cancel();
        }
    }

    // A job that ended between the snapshot and the statement is not lost, only finished.
    private void LoseUnlessDone(JobContext context)
    {
        if (held.Snapshot().Contains(context)) context.LoseLease();
    }

    [LoggerMessage(EventName = "jobs.heartbeat-missed", Level = LogLevel.Warning,
        Message = "A heartbeat did not reach PostgreSQL ({Reason}); running jobs go on.")]
    private partial void LogMissed(string reason);

    [LoggerMessage(EventName = "jobs.rescued", Level = LogLevel.Warning, Message = "Rescued {Count} jobs of workers that were not heard of.")]
    private partial void LogRescued(int count);
}
