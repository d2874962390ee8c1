using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Gaia.ServiceDefaults.Telemetry;

internal static class GaiaTelemetry
{
    /// <summary>Our activity sources and meters are named after the library that owns them: Gaia.Runs, Gaia.Jobs, ...</summary>
    private const string OwnSources = "Gaia.*";

    public static void AddGaiaTelemetry(this IHostApplicationBuilder builder)
    {
        // A line per request or command is what traces are for; configuration (Logging:LogLevel) can bring it back.
        foreach (var chatty in new[] { "Microsoft.AspNetCore", "Npgsql", "StackExchange.Redis", "Polly", "System.Net.Http.HttpClient" })
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        var sampling = TraceSampling.From(builder.Configuration, builder.Environment);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnSources))
            .WithTracing(tracing => sampling.Apply(tracing
                .AddSource(builder.Environment.ApplicationName, OwnSources)
                .AddProcessor<QuietPolling>()
                .AddProcessor<NamedQueries>()
                .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthATrace)
                .AddHttpClientInstrumentation()));
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        telemetry.UseOtlpExporter();
        builder.Services.AddHostedService<LastTelemetry>();
        // What other clients are given (retries, discovery) is gone before the last line of the log is sent.
        foreach (var exporter in new[] { "OtlpTraceExporter", "OtlpMetricExporter", "OtlpLogExporter" })
            builder.Services.AddHttpClient(exporter).ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
    }

    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/alive");
}
