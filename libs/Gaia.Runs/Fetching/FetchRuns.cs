using Gaia.Runs.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Runs.Fetching;

/// <summary>
/// Fetches the runs that wait for it, a few at once, each under a <see cref="FetchClaim"/>. Whatever ends this process in the middle, another
/// replica takes the run up again, or this one when it is back.
/// </summary>
internal sealed partial class FetchRuns(
    NpgsqlDataSource database, RunStore store, FetchRun fetch, FetchSignal signal, TimeProvider time, ILogger<FetchRuns> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => FetchAsync(stoppingToken)));

    private async Task FetchAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var found = false;
            try
            {
                found = await FetchNextAsync(stopping);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested && IsDatabaseAway(fault))
            {
                LogAway(fault.Message);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogFault(fault);
            }
            if (!found) await signal.WaitAsync(PollInterval, stopping);
        }
    }

    private async Task<bool> FetchNextAsync(CancellationToken stopping)
    {
        await using var claim = await FetchClaim.TryTakeAsync(database, stopping);
        if (claim is null) return false;
        if (await store.FindAsync(claim.Run, stopping) is not { Status: RunStatus.Fetching } run) return true; // another replica was faster
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watching = WatchAsync(claim, over);
        try
        {
            await fetch.ExecuteAsync(run, over.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The run was canceled, or the claim is lost.
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
        return true;
    }

    private async Task WatchAsync(FetchClaim claim, CancellationTokenSource over)
    {
        try
        {
            while (await claim.IsWantedAsync(over.Token)) await Task.Delay(PollInterval, time, over.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or NpgsqlException or InvalidOperationException)
        {
            // It ended by itself, or the session with the lock did.
        }
        finally
        {
            await over.CancelAsync(); // whatever it was: nobody fetches unwatched
        }
    }

    private static bool IsDatabaseAway(Exception fault) => TransientFaults.IsPassing(fault)
        || fault is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName }; // not migrated yet

    [LoggerMessage(EventName = "runs.fetch-waits", Level = LogLevel.Debug, Message = "PostgreSQL does not answer, and runs are not fetched: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(EventName = "runs.fetch-fault", Level = LogLevel.Error, Message = "A run could not be fetched; it is tried again")]
    private partial void LogFault(Exception fault);
}
