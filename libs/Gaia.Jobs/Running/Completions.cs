using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Jobs.Running;

/// <summary>
/// Writes the ends of jobs, as many as have gathered while the last statement ran. While PostgreSQL is away it keeps
/// them and tries again, so that finished work is not done twice.
/// </summary>
internal sealed partial class Completions(JobStore store, HeldJobs held, TimeProvider time, ILogger<Completions> logger) : BackgroundService
{
    private const int Largest = 500;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private readonly Channel<JobContext> done = Channel.CreateUnbounded<JobContext>(new() { SingleReader = true });

    public void Add(JobContext context) => done.Writer.TryWrite(context);

    /// <summary>Nothing more comes: write what is left, then end.</summary>
    public void Close() => done.Writer.TryComplete();

    // Not bound to the stopping token: the worker closes the channel when its last job has ended.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<JobContext>(Largest);
        while (await done.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < Largest && done.Reader.TryRead(out var context)) batch.Add(context);
            await WriteAsync(batch, stoppingToken);
            foreach (var context in batch) held.Remove(context);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<JobContext> batch, CancellationToken stopping)
    {
        var jobs = batch.ConvertAll(context => context.Job);
        while (true)
        {
            try
            {
                await store.CompleteAsync(jobs, CancellationToken.None);
                return;
            }
            catch (NpgsqlException fault)
            {
                LogNotWritten(jobs.Count, fault.Message);
                if (stopping.IsCancellationRequested) return; // they run again elsewhere: delivery is at least once
                await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventName = "jobs.completions-waiting", Level = LogLevel.Warning,
        Message = "{Count} finished jobs cannot be written yet: {Reason}")]
    private partial void LogNotWritten(int count, string reason);
}
