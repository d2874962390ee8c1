using System.Runtime.CompilerServices;

namespace Gaia.ProcessHost.Running;

internal sealed record HealthReport(string? Problem, TimeSpan Elapsed);

/// <summary>Asks a resource's health checks: often until it is healthy, then now and then. Nothing to ask means healthy.</summary>
internal sealed class HealthWatch(IResource resource, int replica, TimeProvider time)
{
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Before it was healthy for the first time a failure is no news.</summary>
    public async IAsyncEnumerable<HealthReport> ReportsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var last = "starting";
        var pause = Shortest;
        while (true)
        {
            var problem = await ProblemAsync(ct);
            ct.ThrowIfCancellationRequested();
            if (problem != last)
                yield return new HealthReport(problem, time.GetElapsedTime(started));
            last = problem;
            await Task.Delay(problem is null ? WhileHealthy : pause, time, ct);
            pause = problem is null ? Shortest : pause * 1.25 < Longest ? pause * 1.25 : Longest;
        }
    }

    private async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            foreach (var annotation in resource.Annotations.OfType<HealthCheckAnnotation>())
                await annotation.Check(replica, ct);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e.GetBaseException().Message; // whatever it is, the resource is not healthy
        }
    }
}
