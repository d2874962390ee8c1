using System.Net.Sockets;
using Gaia.Jobs;
using Npgsql;

namespace Gaia.Runs.Execution;

/// <summary>PostgreSQL may go away in the middle of a run and come back. What terraform did must still be written then.</summary>
internal static class TransientFaults
{
    public static bool IsPassing(Exception fault) => fault switch
    {
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith("57", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal) || refused.SqlState == PostgresErrorCodes.CannotConnectNow,
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    public static Task PauseAsync(int attempt, TimeProvider time, CancellationToken until) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt, 5), 2000)), time, until)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Tries until it works, fails for a reason that does not pass, or the job is lost.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> act, JobContext job, TimeProvider time)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (job.LeaseLost.IsCancellationRequested) throw new LeaseLostException(job.Job);
            try
            {
                return await act();
            }
            catch (Exception fault) when (IsPassing(fault))
            {
                await PauseAsync(attempt, time, job.LeaseLost);
            }
        }
    }
}
