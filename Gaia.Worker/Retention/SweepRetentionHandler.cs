using Gaia.Jobs;
using Gaia.Runs.Retention;

namespace Gaia.Worker.Retention;

internal sealed partial class SweepRetentionHandler(SweepRetention sweep, ILogger<SweepRetentionHandler> logger) : IJobHandler
{
    public Task HandleAsync(JobContext context, CancellationToken stopping) => sweep.ExecuteAsync(stopping);

    public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken)
    {
        LogGivenUp(reason); // the next one comes within the hour
        return Task.CompletedTask;
    }

    [LoggerMessage(EventName = "retention.given-up", Level = LogLevel.Error, Message = "What is past its time was not removed: {Reason}")]
    private partial void LogGivenUp(string reason);
}
