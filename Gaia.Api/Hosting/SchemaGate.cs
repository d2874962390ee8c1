using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Api.Hosting;

internal sealed class SchemaNotReadyException() : Exception("The database schema is not up to date yet.");

/// <summary>
/// Waits beside the running server until the schemas are at its version, so that /alive answers at once and everything
/// recovers by itself when the database comes late. Until then calls are told that it is unavailable.
/// </summary>
internal sealed class SchemaGate(IServiceProvider services) : BackgroundService, IHealthCheck
{
    private volatile string missing = "PostgreSQL has not answered yet";

    public bool IsOpen { get; private set; }

    /// <exception cref="SchemaNotReadyException">Answered as database.unavailable.</exception>
    public void Demand()
    {
        if (!IsOpen) throw new SchemaNotReadyException();
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The database schema is not up to date: {missing}."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await services.GetRequiredService<IHost>().UntilMigratedAsync(Capabilities.All, mayMigrate: true, reason => missing = reason);
            IsOpen = true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Environment.ExitCode = 1; // the host stops, and whoever started it should know why
            throw;
        }
    }
}
