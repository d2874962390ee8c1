using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Jobs.Running;

/// <summary>Claims jobs as slots are free and starts them. On stop: claims no more, tells the running ones, waits the grace.</summary>
internal sealed partial class JobWorker(
    JobStore store, JobRunner runner, HeldJobs held, Completions completions, WakeUp wakeUp, JobKinds kinds, WorkerIdentity self,
    IOptions<JobsOptions> options, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private readonly CancellationTokenSource handlersStop = new();
    private readonly TimeProvider leases = LeaseClock.Of(time);
    private int running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var free = options.Value.Capacity - Volatile.Read(ref running);
            var more = free > 0 && await ClaimAsync(free, stoppingToken);
            if (!more) await wakeUp.WaitAsync(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await handlersStop.CancelAsync();
        var told = time.GetTimestamp();
        while (Volatile.Read(ref running) > 0 && time.GetElapsedTime(told) < options.Value.StopGrace && !cancellationToken.IsCancellationRequested)
            await wakeUp.WaitAsync(TimeSpan.FromMilliseconds(200), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Volatile.Read(ref running) is > 0 and var left) LogLeft(left);
        completions.Close();
        await (completions.ExecuteTask ?? Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(5), time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>True where the claim was filled, so that there may be more.</returns>
    private async Task<bool> ClaimAsync(int free, CancellationToken stopping)
    {
        try
        {
            // Not cancellable: a claim that commits while we give up waiting would hold its jobs for a lease.
            var asked = leases.GetTimestamp();
            var jobs = await store.ClaimAsync(self.Id, kinds.All, free, options.Value.Lease, CancellationToken.None);
            foreach (var job in jobs) Start(job, asked);
            return jobs.Count == free;
        }
        catch (NpgsqlException fault)
        {
            LogNoClaim(fault.Message);
            await Task.Delay(options.Value.PollInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private void Start(Job job, long claimedAt)
    {
        var context = new JobContext(job, self.Id, store, options.Value.Lease, leases, claimedAt);
        held.Add(context);
        Interlocked.Increment(ref running);
        _ = Task.Run(async () =>
        {
            var done = false;
            try
            {
                done = await runner.RunAsync(context, handlersStop.Token);
            }
            finally
            {
                if (done) completions.Add(context);
                else held.Remove(context);
                Interlocked.Decrement(ref running);
                wakeUp.Signal();
            }
        });
    }

    [LoggerMessage(EventName = "jobs.no-claim", Level = LogLevel.Warning, Message = "Cannot claim jobs ({Reason}); trying again.")]
    private partial void LogNoClaim(string reason);

    [LoggerMessage(EventName = "jobs.left", Level = LogLevel.Warning,
        Message = "Stopping with {Count} jobs still running; they are rescued when their leases run out.")]
    private partial void LogLeft(int count);
}
