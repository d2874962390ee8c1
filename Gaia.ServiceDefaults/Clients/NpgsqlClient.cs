using Gaia.ServiceDefaults.Clients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for Aspire.Npgsql in process mode: same call, configuration keys, health check, traces and metrics.</summary>
public static class NpgsqlClient
{
    /// <param name="connectionName">Names ConnectionStrings:{name} and the section Aspire:Npgsql:{name}.</param>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlSettings>? configureSettings = null)
    {
        var settings = NpgsqlSettings.From(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);
        builder.Services.AddNpgsqlDataSource(settings.RequireConnectionString(connectionName));
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                "PostgreSql",
                services => new HealthChecks.NpgSql.NpgSqlHealthCheck(
                    new(services.GetRequiredService<NpgsqlDataSource>())),
                failureStatus: null, tags: null, timeout: TimeSpan.FromSeconds(5)));
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddNpgsql());
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Npgsql"));
    }
}
