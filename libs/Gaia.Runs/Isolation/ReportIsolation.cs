using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.Runs.Isolation;

/// <summary>Finds the isolation before the first run and says which it is. A worker that cannot provide what is required does not start.</summary>
internal sealed partial class ReportIsolation(RunIsolation isolation, ILogger<ReportIsolation> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (isolation.Kind is not { } kind) LogMissing(isolation.Weakness);
        else if (isolation.Weakness is { } weakness) LogWeak(kind, weakness);
        else LogFound(kind);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventName = "runs.isolation", Level = LogLevel.Information, Message = "Runs are isolated by {Isolation}.")]
    private partial void LogFound(RunIsolationKind isolation);

    [LoggerMessage(EventName = "runs.weak-isolation", Level = LogLevel.Warning, Message = "Isolation of runs: {Isolation}. {Weakness}")]
    private partial void LogWeak(RunIsolationKind isolation, string weakness);

    [LoggerMessage(EventName = "runs.no-isolation", Level = LogLevel.Error, Message = "This worker takes no runs, because it cannot isolate them. {Why}")]
    private partial void LogMissing(string? why);
}
