using System.Threading.Channels;
using Gaia.Jobs;
using Npgsql;

namespace Gaia.Queue.Bench;

internal static class Latency
{
    public static readonly Channel<long> Started = Channel.CreateUnbounded<long>();

    /// <summary>From before the enqueueing transaction to the first line of the handler, in milliseconds, sorted.</summary>
    public static async Task<List<double>> MeasureAsync(NpgsqlDataSource database, JobQueue queue, int jobs)
    {
        var took = new List<double>(jobs);
        for (var i = 0; i < jobs; i++)
        {
            var enqueued = TimeProvider.System.GetTimestamp();
            await using (var connection = await database.OpenConnectionAsync())
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await queue.EnqueueAsync(connection, transaction, new NewJob("bench.no-op", "{}"), CancellationToken.None);
                await transaction.CommitAsync();
            }
            took.Add(TimeProvider.System.GetElapsedTime(enqueued, await Started.Reader.ReadAsync()).TotalMilliseconds);
        }
        took.Sort();
        return took;
    }
}

internal sealed class NoOp : IJobHandler
{
    public Task HandleAsync(JobContext context, CancellationToken stopping)
    {
        Latency.Started.Writer.TryWrite(TimeProvider.System.GetTimestamp());
        return Task.CompletedTask;
    }
}
