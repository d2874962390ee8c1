using Gaia.Audit.Heads;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Api.Audit;

/// <summary>Degraded while the head of the audit log cannot be noted: Gaia works on, but what it writes is not secured yet.</summary>
internal sealed class AuditHeadHealth(NotedHeads heads) : IHealthCheck
{
    public const string Name = "audit-heads";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(heads.Problem is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy());
}

internal static class AuditHeadHealthServices
{
    public static IServiceCollection AddNotedHeads(this IServiceCollection services)
    {
        services.AddAuditHeads();
        services.AddHealthChecks().AddCheck<AuditHeadHealth>(AuditHeadHealth.Name);
        return services;
    }
}
