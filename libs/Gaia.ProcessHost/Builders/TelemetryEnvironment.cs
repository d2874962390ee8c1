using Microsoft.Extensions.Hosting;

namespace Gaia.ProcessHost;

/// <summary>
/// What Aspire tells a project about telemetry. Aspire always has a dashboard to send it to; here it goes to
/// ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL, ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL or OTEL_EXPORTER_OTLP_ENDPOINT, where set.
/// </summary>
internal static class TelemetryEnvironment
{
    public static void Add(EnvironmentCallbackContext context, IDistributedApplicationBuilder builder)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (Target(builder) is not var (endpoint, protocol))
            return;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():N}";
        if (builder.Configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        if (!builder.Environment.IsDevelopment())
            return;
        foreach (var schedule in new[] { "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL" })
            variables[schedule] = "1000";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }

    private static (string Endpoint, string Protocol)? Target(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } grpc)
            return (grpc, "grpc");
        if (configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } http)
            return (http, "http/protobuf");
        return configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } own
            ? (own, configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc")
            : null;
    }
}
