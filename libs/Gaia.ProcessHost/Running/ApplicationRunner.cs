using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.ProcessHost.Running;

/// <summary>Runs a model: checks what can be checked before anything starts, starts everything, stops it in reverse.</summary>
internal sealed class ApplicationRunner(
    IReadOnlyList<IResource> resources, HostSettings settings, ResourceNotificationService notifications, IServiceProvider services)
    : IAsyncDisposable
{
    private readonly List<ResourceInstance> _instances = [];
    private readonly List<InstanceLog> _logs = [];
    private readonly CancellationTokenSource _stopping = new();
    private ConsoleLog? _console;
    private HostLock? _lock;

    public IReadOnlyList<ResourceInstance> Instances => _instances;

    private IReadOnlyList<IResource> Launched => [.. StartOrder.Of(resources).Where(resource => resource.Annotations.OfType<LaunchAnnotation>().Any())];

    public async Task StartAsync(CancellationToken ct)
    {
        var launched = Launched;
        ProgramFinder.RequireAll(launched.SelectMany(resource => resource.Annotations.OfType<LaunchAnnotation>().Single().Missing()));
        settings.Data.Create();
        _lock = HostLock.Take(settings.Data);
        var console = _console = new ConsoleLog(settings, launched.Select(resource => resource.Name.Length + (PortAllocation.ReplicasOf(resource) > 1 ? 2 : 0)).Append(7).Max());
        await HostLock.WaitForGuardsAsync(settings.Data, Say, ct);
        PrepareData(launched);
        PortAllocation.Allocate(launched, settings.RandomPorts);
        Greet();
        foreach (var resource in launched)
            _instances.AddRange(InstancesOf(resource, console));
        foreach (var instance in _instances)
            await instance.StartAsync();
        _ = AnnounceAsync(launched, _stopping.Token);
    }

    private async Task AnnounceAsync(IReadOnlyList<IResource> launched, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        foreach (var resource in launched)
            await notifications.WaitForResourceAsync(
                resource.Name, now => now.Snapshot is { HealthStatus: HealthStatus.Healthy } or { State: KnownResourceStates.Finished }, ct);
        Say($"everything is healthy after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s; Ctrl+C stops it");
        if (settings.ReadyFile is { } file)
            await File.WriteAllTextAsync(file, "", ct);
    }

    /// <summary>Each after those that need it; what has nothing to do with each other, at once.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        var stops = new Dictionary<IResource, Task>();
        foreach (var replicas in _instances.GroupBy(instance => instance.Resource).Reverse())
        {
            var users = stops.Where(stop => StartOrder.Needs(stop.Key).Contains(replicas.Key)).Select(stop => stop.Value).ToList();
            stops[replicas.Key] = StopAfterAsync(users, [.. replicas]);
        }
        await Task.WhenAll(stops.Values);
    }

    private static async Task StopAfterAsync(IEnumerable<Task> users, IReadOnlyList<ResourceInstance> replicas)
    {
        await Task.WhenAll(users);
        await Task.WhenAll(replicas.Select(instance => instance.StopAsync()));
    }

    /// <summary>A line of the host itself.</summary>
    public void Say(string line) => _console?.Write("apphost", line, isState: true);

    public void Kill()
    {
        foreach (var instance in _instances)
            instance.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _logs.ForEach(log => log.Dispose());
        if (_lock is null)
            return;
        settings.Data.Remove();
        _lock.Dispose();
        _lock = null;
    }

    private void PrepareData(IEnumerable<IResource> launched)
    {
        if (settings.Clean)
            settings.Data.Clean();
        foreach (var resource in launched.Where(resource => !resource.Annotations.OfType<DataVolumeAnnotation>().Any()))
        {
            var volume = settings.Data.NotKept(resource.Name);
            if (Directory.Exists(volume))
                Directory.Delete(volume, recursive: true);
        }
    }

    private IEnumerable<ResourceInstance> InstancesOf(IResource resource, ConsoleLog console)
    {
        var replicas = PortAllocation.ReplicasOf(resource);
        var isTask = resources.SelectMany(other => other.Annotations.OfType<WaitAnnotation>())
            .Any(wait => wait.Resource == resource && wait.Type is WaitType.ForCompletion);
        for (var replica = 0; replica < replicas; replica++)
        {
            var id = replicas == 1 ? resource.Name : $"{resource.Name}-{replica + 1}";
            var log = console.For(id);
            _logs.Add(log);
            yield return new ResourceInstance(resource, replica, id, log, settings, notifications, services) { IsTask = isTask };
        }
    }

    private void Greet()
    {
        if (settings.Clean)
            Say("starting anew: the data of earlier runs was deleted");
        Say($"plain processes (AspireHosting=process), so no Aspire dashboard; logs in {settings.Data.Logs}");
        Say($"data in {settings.Data.Root}");
    }
}
