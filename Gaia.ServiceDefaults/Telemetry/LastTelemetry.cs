using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Gaia.ServiceDefaults.Telemetry;

/// <summary>
/// Sends the last telemetry when a service has stopped, for a second at the most. Else the SDK would wait up to five for
/// each signal where nobody takes them any more, such as a dashboard that is gone.
/// </summary>
internal sealed class LastTelemetry(IServiceProvider services) : IHostedLifecycleService
{
    private const int Milliseconds = 1000;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(Milliseconds), cancellationToken),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(Milliseconds), cancellationToken),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(Milliseconds), cancellationToken));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
