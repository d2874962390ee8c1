using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Runs.Isolation;

/// <summary>A worker that cannot isolate runs takes none, and so is not ready.</summary>
public sealed class IsolationHealth(RunIsolation isolation) : IHealthCheck
{
    public const string Name = "isolation";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(isolation.IsMissing ? HealthCheckResult.Unhealthy(isolation.Weakness) : HealthCheckResult.Healthy());
}
