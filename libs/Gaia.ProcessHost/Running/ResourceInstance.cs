using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.ProcessHost.Running;

/// <summary>One replica of a resource: waits for what it needs, runs, is watched, comes back after a crash, stops.</summary>
internal sealed class ResourceInstance(
    IResource resource, int replica, string id, InstanceLog log, HostSettings settings, ResourceNotificationService notifications, IServiceProvider services)
{
    private readonly SemaphoreSlim _commands = new(1);
    private CancellationTokenSource _stop = new();
    private Task _life = Task.CompletedTask;
    private GuardedProcess? _process;
    private ResourceSnapshot _snapshot = new(KnownResourceStates.Exited);

    public IResource Resource => resource;
    public string Id => id;

    /// <summary>Ends when somebody waits for its end; a service never does by itself.</summary>
    public bool IsTask { get; init; }

    public async Task StartAsync()
    {
        await _commands.WaitAsync();
        try
        {
            if (!_life.IsCompleted)
                return;
            _stop = new CancellationTokenSource();
            _life = Task.Run(() => LiveAsync(_stop.Token));
        }
        finally
        {
            _commands.Release();
        }
    }

    public async Task StopAsync()
    {
        await _commands.WaitAsync();
        try
        {
            await _stop.CancelAsync();
            await _life;
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>No grace any more.</summary>
    public void Kill() => _process?.Kill();

    private async Task LiveAsync(CancellationToken stop)
    {
        var backoff = new Backoff(TimeProvider.System);
        try
        {
            await RaiseAsync(ResourceStage.Initialize, stop);
            await new DependencyWait(notifications).ForAsync(resource, Waiting, stop);
            while (await RunOnceAsync(stop) is { } reason)
            {
                var pause = backoff.Next();
                log.State($"{reason}; starting again in {pause.TotalSeconds:0.#} s");
                Publish(_snapshot with { Restarts = _snapshot.Restarts + 1 });
                await Task.Delay(pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Publish(new(KnownResourceStates.Exited) { Restarts = _snapshot.Restarts });
        }
    }

    /// <summary>Why to start again; null when it has done what it was for.</summary>
    private async Task<string?> RunOnceAsync(CancellationToken stop)
    {
        Publish(new(KnownResourceStates.Starting) { Restarts = _snapshot.Restarts });
        try
        {
            var spec = await resource.Annotations.OfType<LaunchAnnotation>().Single()
                .Prepare(new LaunchContext(resource, replica, settings, log.State, stop));
            return spec is null ? await BeAsync(stop) : await RunAsync(spec, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Publish(_snapshot with { State = KnownResourceStates.FailedToStart, HealthStatus = HealthStatus.Unhealthy });
            return $"could not start: {e.Message}";
        }
    }

    private async Task<string?> BeAsync(CancellationToken stop)
    {
        Publish(_snapshot with { State = KnownResourceStates.Running });
        await WatchHealthAsync(stop);
        return null;
    }

    private async Task<string?> RunAsync(ProcessSpec spec, CancellationToken stop)
    {
        await using var process = _process = await GuardedProcess.StartAsync(spec, settings.Data.GuardLockFile, log.Line, stop);
        log.State($"running (pid {process.Pid}{Addresses()})");
        Publish(_snapshot with { State = KnownResourceStates.Running, Pid = process.Pid });
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var health = WatchHealthAsync(watching.Token);
        try
        {
            var code = await process.Exit.WaitAsync(stop);
            Publish(new(IsTask || code == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited)
            {
                ExitCode = code,
                Restarts = _snapshot.Restarts,
            });
            return Verdict(code);
        }
        catch (OperationCanceledException)
        {
            log.State("stopping");
            Publish(_snapshot with { State = KnownResourceStates.Stopping, HealthStatus = HealthStatus.Unhealthy });
            log.State($"stopped ({Describe(await process.StopAsync())})");
            throw;
        }
        finally
        {
            await watching.CancelAsync();
            await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string? Verdict(int code)
    {
        if (IsTask || (code == 0 && resource is ExecutableResource))
        {
            log.State($"finished ({Describe(code)})");
            return null;
        }
        return $"ended unexpectedly ({Describe(code)})";
    }

    private async Task WatchHealthAsync(CancellationToken ct)
    {
        var watch = new HealthWatch(resource, replica, TimeProvider.System);
        await foreach (var report in watch.ReportsAsync(ct))
        {
            var wasHealthy = _snapshot.HealthStatus is HealthStatus.Healthy;
            var isHealthy = report.Problem is null;
            Publish(_snapshot with
            {
                HealthStatus = isHealthy ? HealthStatus.Healthy : HealthStatus.Unhealthy,
                HealthReport = report.Problem,
            });
            if (isHealthy != wasHealthy)
                log.State(isHealthy ? $"healthy after {report.Elapsed.TotalSeconds:F1} s" : $"unhealthy: {report.Problem}");
            if (isHealthy && !wasHealthy)
                await RaiseAsync(ResourceStage.Ready, ct);
        }
    }

    private async Task RaiseAsync(ResourceStage stage, CancellationToken ct)
    {
        foreach (var annotation in resource.Annotations.OfType<LifecycleAnnotation>().Where(annotation => annotation.Stage == stage))
            await annotation.Callback(resource, services, ct);
    }

    private void Waiting(string what)
    {
        log.State($"waiting for {what}");
        Publish(new(KnownResourceStates.Waiting));
    }

    private void Publish(ResourceSnapshot snapshot)
    {
        _snapshot = snapshot;
        notifications.Publish(new ResourceEvent(resource, id, snapshot), log);
    }

    private string Addresses() => string.Concat(resource.Annotations.OfType<EndpointAnnotation>()
        .Select(endpoint => $", {endpoint.UriScheme}://{EndpointReference.Host}:{endpoint.AllocatedPorts[replica]}"));

    private static string Describe(int code) => code > 128 ? $"signal {code - 128}" : $"exit code {code}";
}
