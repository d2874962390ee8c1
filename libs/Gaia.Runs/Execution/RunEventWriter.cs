using System.Threading.Channels;
using Gaia.Jobs;
using Gaia.Runs.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Runs.Execution;

/// <summary>
/// Writes the events of a running terraform: those that gathered while the last commit ran, in one transaction. Adding
/// never waits. While PostgreSQL is away events stay in memory and are written when it is back, so terraform goes on.
/// </summary>
internal sealed partial class RunEventWriter(
    RunId run, JobContext job, NpgsqlDataSource database, RunSignals signals, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int Largest = 500;
    private readonly Channel<(NewEvent? Event, TaskCompletionSource<IReadOnlyList<NewEvent>>? Taken)> added =
        Channel.CreateUnbounded<(NewEvent?, TaskCompletionSource<IReadOnlyList<NewEvent>>?)>(new() { SingleReader = true });

    private Task? writing;

    public void Start() => writing = Task.Run(WriteAllAsync);

    public void Add(NewEvent happened) => added.Writer.TryWrite((happened, null));

    public void AddRange(IEnumerable<NewEvent> happened)
    {
        foreach (var one in happened) Add(one);
    }

    /// <summary>
    /// Hands over what was added so far and is not in the log yet, when all before it is: it is the caller's to write, in
    /// the transaction of what comes next.
    /// </summary>
    public async Task<IReadOnlyList<NewEvent>> TakeAsync()
    {
        var taken = new TaskCompletionSource<IReadOnlyList<NewEvent>>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!added.Writer.TryWrite((null, taken))) return [];
        // Where writing has failed for good, nobody answers any more, and its fault is the caller's.
        if (await Task.WhenAny(taken.Task, writing!) == writing) await writing!;
        return taken.Task.IsCompleted ? await taken.Task : [];
    }

    public async ValueTask DisposeAsync()
    {
        added.Writer.TryComplete();
        if (writing is not null) await writing;
    }

    private async Task WriteAllAsync()
    {
        var events = new List<NewEvent>(Largest);
        while (await added.Reader.WaitToReadAsync())
        {
            while (events.Count < Largest && added.Reader.TryRead(out var next))
            {
                if (next.Event is not null)
                {
                    events.Add(next.Event);
                    continue;
                }
                next.Taken!.SetResult([.. events]);
                events.Clear();
            }
            if (events.Count > 0) await WriteAsync(events);
            events.Clear();
        }
    }

    private async Task WriteAsync(List<NewEvent> events)
    {
        var batch = Guid.NewGuid();
        for (var attempt = 0; !job.LeaseLost.IsCancellationRequested; attempt++)
        {
            try
            {
                signals.Publish(run, await AppendAsync(events, batch, attempt > 0));
                return;
            }
            catch (Exception lost) when (lost is LeaseLostException || job.LeaseLost.IsCancellationRequested)
            {
                return; // another worker writes this run's log now
            }
            catch (Exception away) when (TransientFaults.IsPassing(away))
            {
                LogWaiting(run, events.Count, away.Message);
                await TransientFaults.PauseAsync(attempt, time, job.LeaseLost);
            }
        }
    }

    private async Task<long> AppendAsync(List<NewEvent> events, Guid batch, bool again)
    {
        await using var connection = await database.OpenConnectionAsync(job.LeaseLost);
        await using var transaction = await connection.BeginTransactionAsync(job.LeaseLost);
        await job.EnsureHeldAsync(connection, transaction, job.LeaseLost);
        // The connection may have been lost after the commit and before its answer.
        if (again && await RunEventStore.HasBatchAsync(connection, transaction, run, batch, job.LeaseLost)) return 0;
        var last = await RunEventStore.AppendAsync(connection, transaction, run, events, batch, job.LeaseLost);
        await transaction.CommitAsync(job.LeaseLost);
        return last;
    }

    [LoggerMessage(EventName = "runs.events-waiting", Level = LogLevel.Warning,
        Message = "Run {Run}: {Count} events wait for PostgreSQL ({Reason}); terraform goes on.")]
    private partial void LogWaiting(RunId run, int count, string reason);
}
