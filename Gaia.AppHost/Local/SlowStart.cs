using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

/// <summary>Until all services are healthy: says every half a minute what is not, so that nobody waits before a silent console.</summary>
internal sealed class SlowStart(DistributedApplicationModel model, ResourceNotificationService notifications) : BackgroundService
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(ReportInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken) && Waiting() is { Length: > 0 } waiting)
            Console.WriteLine($"Not healthy after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s: {waiting}");
    }

    private string Waiting() => string.Join(", ",
        from resource in model.Resources
        where resource.TryGetLastAnnotation<RestartAnnotation>(out _)
        let state = notifications.TryGetCurrentState(resource.Name, out var now) ? now.Snapshot : null
        where state?.HealthStatus != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        select $"{resource.Name} ({state?.State?.Text ?? "not started"}{Reason(state)})");

    private static string Reason(CustomResourceSnapshot? state) =>
        state?.State?.Text == KnownResourceStates.Running && state.HealthReports.FirstOrDefault(report => report.Description is not null) is { } report
            ? $": {report.Description}" : "";
}
