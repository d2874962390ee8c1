using Gaia.ProcessHost.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.ProcessHost;

/// <summary>What every resource does now, and waiting for what it shall do.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, ResourceEvent> _now = [];
    private readonly Dictionary<string, InstanceLog> _logs = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The state of every replica of a resource.</summary>
    public IReadOnlyList<ResourceEvent> Current(string resourceName)
    {
        lock (_changing)
            return [.. _now.Values.Where(now => now.Resource.Name == resourceName)];
    }

    public bool TryGetCurrentState(string resourceName, out ResourceEvent? now) => (now = Current(resourceName).FirstOrDefault()) is not null;

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForAllAsync(resourceName, "healthy", now => now.Snapshot.HealthStatus is HealthStatus.Healthy, cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, cancellationToken);

    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForAllAsync(resourceName, targetState ?? "known", now => targetState is null || now.Snapshot.State == targetState, cancellationToken);

    public Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        WaitForAllAsync(resourceName, "as asked", predicate, cancellationToken);

    internal void Publish(ResourceEvent now, InstanceLog log)
    {
        TaskCompletionSource changed;
        lock (_changing)
        {
            _now[now.ResourceId] = now;
            _logs[now.ResourceId] = log;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }

    private async Task<ResourceEvent> WaitForAllAsync(string name, string what, Func<ResourceEvent, bool> predicate, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_changing)
                changed = _changed.Task;
            var all = Current(name);
            if (all.Count > 0 && all.All(predicate))
                return all[0];
            try
            {
                await changed.WaitAsync(ct);
            }
            catch (OperationCanceledException e)
            {
                throw new OperationCanceledException($"Waited in vain for '{name}' to be {what}: {Describe(Current(name))}", e, ct);
            }
        }
    }

    private string Describe(IReadOnlyList<ResourceEvent> all)
    {
        if (all.Count == 0)
            return "no such resource has started.";
        var replica = all.FirstOrDefault(now => now.Snapshot.HealthStatus is not HealthStatus.Healthy) ?? all[0];
        lock (_changing)
            return $"{replica.Snapshot}. Its last lines:\n{string.Join('\n', _logs[replica.ResourceId].LastLines)}";
    }
}
