using Gaia.Access;
using Gaia.Audit;
using Gaia.Jobs;
using Gaia.Runs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Api.Hosting;

internal sealed class SchemaNotReadyException() : Exception("The database schema is not up to date yet.");

/// <summary>
/// Waits for PostgreSQL and brings its schemas up to date beside the running server, so that /alive answers at once and
/// everything recovers by itself when the database comes late. Until then calls are told that it is unavailable.
/// </summary>
internal sealed class SchemaGate(IServiceProvider services) : BackgroundService, IHealthCheck
{
    public bool IsOpen { get; private set; }

    /// <exception cref="SchemaNotReadyException">Answered as database.unavailable.</exception>
    public void Demand()
    {
        if (!IsOpen) throw new SchemaNotReadyException();
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database schema is not up to date yet."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await services.GetRequiredService<IHost>().MigrateAsync(
            typeof(AuditServices).Assembly, typeof(AccessServices).Assembly, typeof(JobsServices).Assembly,
            typeof(RunsServices).Assembly, typeof(SchemaGate).Assembly);
        IsOpen = true;
    }
}
