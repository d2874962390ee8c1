using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.ProcessHost.Running;

internal sealed class DependencyWait(ResourceNotificationService notifications)
{
    /// <summary>Says what is waited for only where something is.</summary>
    public async Task ForAsync(IResource resource, Action<string> say, CancellationToken ct)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        var open = waits.Where(wait => !IsOver(wait)).Select(wait => wait.Resource.Name).Distinct().ToList();
        if (open.Count > 0)
            say(string.Join(", ", open));
        foreach (var wait in waits)
            await UntilOverAsync(wait, ct);
    }

    private async Task UntilOverAsync(WaitAnnotation wait, CancellationToken ct)
    {
        var reached = await notifications.WaitForResourceAsync(wait.Resource.Name, now => IsOver(wait, now.Snapshot) || HasGivenUp(wait, now.Snapshot), ct);
        if (HasGivenUp(wait, reached.Snapshot))
            throw new DistributedApplicationException($"'{wait.Resource.Name}', which this needs, ended with exit code {reached.Snapshot.ExitCode}, not {wait.ExitCode}");
    }

    private bool IsOver(WaitAnnotation wait)
    {
        var now = notifications.Current(wait.Resource.Name);
        return now.Count > 0 && now.All(replica => IsOver(wait, replica.Snapshot));
    }

    private static bool IsOver(WaitAnnotation wait, ResourceSnapshot now) => wait.Type switch
    {
        WaitType.UntilHealthy => now.HealthStatus is HealthStatus.Healthy,
        WaitType.ForCompletion => now.State is KnownResourceStates.Finished && now.ExitCode == wait.ExitCode,
    };

    private static bool HasGivenUp(WaitAnnotation wait, ResourceSnapshot now) =>
        wait.Type is WaitType.ForCompletion && now.State is KnownResourceStates.Finished && now.ExitCode != wait.ExitCode;
}
