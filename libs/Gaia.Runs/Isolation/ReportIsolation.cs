using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.Runs.Isolation;

/// <summary>Finds the isolation before the first run and says which it is. A worker that cannot have the one it must have does not start.</summary>
internal sealed partial class ReportIsolation(RunIsolation isolation, ILogger<ReportIsolation> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (isolation.Weakness is { } weakness) LogWeak(isolation.Kind, weakness);
        else LogFound(isolation.Kind);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventName = "runs.isolation", Level = LogLevel.Information, Message = "Runs are isolated by {Isolation}.")]
    private partial void LogFound(RunIsolationKind isolation);

    [LoggerMessage(EventName = "runs.weak-isolation", Level = LogLevel.Warning, Message = "Isolation of runs: {Isolation}. {Weakness}")]
    private partial void LogWeak(RunIsolationKind isolation, string weakness);
}
