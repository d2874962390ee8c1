using Gaia.Runs.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Ends what workers that were killed at the worst moment left in the cluster, and no other worker came for.</summary>
internal sealed partial class SweepRunPods(RunPods pods, RunStore store, TimeProvider time, ILogger<SweepRunPods> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!pods.IsWanted) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await pods.SweepAsync(store, stoppingToken);
            }
            catch (Exception fault) when (TransientFaults.IsPassing(fault) || fault is PodConnectionException or ClusterRefusedException)
            {
                LogSkipped(fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventName = "runs.pods-not-swept", Level = LogLevel.Warning, Message = "Jobs of runs that ended were not looked for this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
