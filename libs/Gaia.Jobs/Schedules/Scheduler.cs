using Cronos;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Jobs.Schedules;

/// <summary>Enqueues what is due. Any number of replicas may run it; each due time is enqueued once.</summary>
internal sealed partial class Scheduler(
    ScheduleStore store, IEnumerable<JobSchedule> schedules, TimeProvider time, ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool registered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!schedules.Any()) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (NpgsqlException fault)
            {
                LogMissed(fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task TickAsync(CancellationToken cancellationToken)
    {
        if (!registered)
        {
            foreach (var schedule in schedules)
                await store.RegisterAsync(schedule, Next(schedule.Cron, time.GetUtcNow()), cancellationToken);
            registered = true;
        }
        while (await store.FireOneAsync(Next, cancellationToken))
        {
        }
    }

    internal static DateTimeOffset Next(string cron, DateTimeOffset after)
    {
        var format = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard;
        return CronExpression.Parse(cron, format).GetNextOccurrence(after, TimeZoneInfo.Utc)
            ?? throw new InvalidOperationException($"Cron expression '{cron}' never comes due.");
    }

    [LoggerMessage(EventName = "jobs.schedule-missed", Level = LogLevel.Warning, Message = "Schedules cannot be looked at ({Reason}); trying again.")]
    private partial void LogMissed(string reason);
}
