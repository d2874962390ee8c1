using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.AppHost.Local;

/// <summary>A service or server that ends by itself starts again, later each time: Aspire leaves it down.</summary>
internal sealed partial class CrashRestart(
    ResourceNotificationService notifications, ResourceCommandService commands, IHostApplicationLifetime lifetime, FirstStart firstStart, ILogger<CrashRestart> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<string, Backoff> _backoffs = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var states = new Dictionary<string, string?>();
        await foreach (var change in notifications.WatchAsync(stopping.Token))
        {
            if (!StartsAgain(change))
                continue;
            var (before, now) = (states.GetValueOrDefault(change.ResourceId), change.Snapshot.State?.Text);
            states[change.ResourceId] = now;
            if (EndedByItself(before, now) && !IsDone(change.Resource, change.Snapshot.ExitCode))
                _ = RestartAsync(change, stopping.Token);
        }
    }

    private static bool StartsAgain(ResourceEvent change) =>
        change.Resource.TryGetLastAnnotation<RestartAnnotation>(out _) || change.Resource.TryGetLastAnnotation<RetryAnnotation>(out _);

    /// <summary>What runs to its end has done so.</summary>
    internal static bool IsDone(IResource resource, int? exitCode) => exitCode == 0 && resource.TryGetLastAnnotation<RetryAnnotation>(out _);

    /// <summary>Whoever stops it, in the dashboard or by a command, makes it pass through Stopping.</summary>
    internal static bool EndedByItself(string? before, string? now) => HasEnded(now) && !HasEnded(before) && before != KnownResourceStates.Stopping;

    private static bool HasEnded(string? state) =>
        state == KnownResourceStates.Exited || state == KnownResourceStates.Finished || state == KnownResourceStates.FailedToStart;

    private async Task RestartAsync(ResourceEvent ended, CancellationToken ct)
    {
        var backoff = _backoffs.GetOrAdd(ended.ResourceId, _ => new Backoff());
        var pause = backoff.Next(TimeProvider.System.GetUtcNow());
        if (!await firstStart.GoesOnAsync(ended.Resource, ended.Snapshot.ExitCode, backoff.InARow, ct))
            return;
        LogRestart(ended.Resource.Name, ended.Snapshot.ExitCode, pause.TotalSeconds);
        await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Somebody may have started it meanwhile.
        if (ct.IsCancellationRequested || !notifications.TryGetCurrentState(ended.ResourceId, out var now) || !HasEnded(now.Snapshot.State?.Text))
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

/// <summary>Marks what runs to its end and starts again only if that was a failure.</summary>
internal sealed record RetryAnnotation : IResourceAnnotation;
