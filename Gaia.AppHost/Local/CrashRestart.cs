using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.AppHost.Local;

/// <summary>A service or server that ends by itself starts again, later each time: Aspire leaves it down.</summary>
internal sealed partial class CrashRestart(
    ResourceNotificationService notifications, ResourceCommandService commands, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<CrashRestart> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<string, Backoff> _backoffs = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var states = new Dictionary<string, string?>();
        await foreach (var change in notifications.WatchAsync(stopping.Token))
        {
            if (!change.Resource.TryGetLastAnnotation<RestartAnnotation>(out _))
                continue;
            var (before, now) = (states.GetValueOrDefault(change.ResourceId), change.Snapshot.State?.Text);
            states[change.ResourceId] = now;
            // Whoever stops it in the dashboard makes it pass through Stopping.
            if (before == KnownResourceStates.Running && (now == KnownResourceStates.Exited || now == KnownResourceStates.Finished || now == KnownResourceStates.FailedToStart))
                _ = RestartAsync(change, stopping.Token);
        }
    }

    private async Task RestartAsync(ResourceEvent ended, CancellationToken ct)
    {
        var pause = _backoffs.GetOrAdd(ended.ResourceId, _ => new Backoff()).Next(time.GetUtcNow());
        LogRestart(ended.Resource.Name, ended.Snapshot.ExitCode, pause.TotalSeconds);
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested)
            return;
        var result = await commands.ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, ct);
        if (!result.Success && !ct.IsCancellationRequested)
            LogFailed(ended.Resource.Name, result.Message);
    }

    [LoggerMessage(EventName = "apphost.restart", Level = LogLevel.Warning, Message = "{Resource} ended with exit code {ExitCode}; it starts again in {Seconds} s")]
    private partial void LogRestart(string resource, int? exitCode, double seconds);

    [LoggerMessage(EventName = "apphost.restart-failed", Level = LogLevel.Error, Message = "{Resource} could not be started again: {Reason}")]
    private partial void LogFailed(string resource, string? reason);
}

/// <summary>Marks what starts again after a crash.</summary>
internal sealed record RestartAnnotation : IResourceAnnotation;
