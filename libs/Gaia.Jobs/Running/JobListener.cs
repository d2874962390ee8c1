using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Jobs.Running;

/// <summary>
/// Holds one connection that LISTENs and wakes the claimer. When it is lost it reconnects; the claimer polls anyway, so a
/// missed notification costs one poll interval at most.
/// </summary>
internal sealed partial class JobListener(
    NpgsqlDataSource database, WakeUp wakeUp, HeldJobs held, TimeProvider time, ILogger<JobListener> logger) : BackgroundService
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private const string CancelPrefix = "cancel:";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                LogLost(lost.Message);
                await Task.Delay(Retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Heard(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {JobQueue.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        wakeUp.Signal(); // what came while nobody listened
        while (true)
        {
            // A dead peer is only noticed by talking to it.
            if (!await connection.WaitAsync(KeepAlive, cancellationToken))
                await using (var ping = new NpgsqlCommand("SELECT 1", connection))
                    await ping.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private void Heard(string payload)
    {
        if (payload.StartsWith(CancelPrefix, StringComparison.Ordinal)
            && long.TryParse(payload.AsSpan(CancelPrefix.Length), CultureInfo.InvariantCulture, out var id))
            held.Cancel(new JobId(id));
        else
            wakeUp.Signal();
    }

    [LoggerMessage(EventName = "jobs.listen-lost", Level = LogLevel.Warning,
        Message = "The connection that listens for jobs was lost ({Reason}); polling until it is back.")]
    private partial void LogLost(string reason);
}
