using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects;

/// <summary>What the OpenTelemetry collector receives, and where it sends that.</summary>
internal static class CollectorConfiguration
{
    public static MapNode Of(TelemetrySettings settings)
    {
        var exporters = Exporters(settings);
        var pipeline = Fields.Map(
            ("receivers", Fields.List(["otlp"])),
            ("processors", Fields.List(["memory_limiter", "batch"])),
            ("exporters", Fields.List(exporters.Select(exporter => exporter.Key))));
        return Fields.Map(
            ("extensions", Fields.Map(("health_check", Fields.Map(("endpoint", "0.0.0.0:13133"))))),
            ("receivers", Fields.Map(("otlp", Fields.Map(("protocols", Fields.Map(
                ("grpc", Fields.Map(("endpoint", "0.0.0.0:4317"))),
                ("http", Fields.Map(("endpoint", "0.0.0.0:4318"))))))))),
            ("processors", Fields.Map(
                ("batch", MapNode.Empty),
                ("memory_limiter", Fields.Map(("check_interval", "1s"), ("limit_percentage", 80), ("spike_limit_percentage", 20))))),
            ("exporters", exporters),
            ("service", Fields.Map(
                ("extensions", Fields.List(["health_check"])),
                ("pipelines", Fields.Map(("traces", pipeline), ("metrics", pipeline), ("logs", pipeline))))));
    }

    private static MapNode Exporters(TelemetrySettings settings)
    {
        var onward = settings.Endpoint is { } endpoint ? Onward(endpoint, Headers(settings)) : default;
        var shown = settings.Dashboard ? Grpc("otlp/dashboard", $"{TelemetryPods.Dashboard}:{TelemetryPods.DashboardOtlp}", isPlain: true) : default;
        return settings is { Endpoint: null, Dashboard: false }
            ? Fields.Map(("debug", MapNode.Empty))
            : Fields.Map(onward, shown);
    }

    /// <summary>Of the collector's pod, whose value only the Secret has: `x-api-key` is `OTLP_HEADER_X_API_KEY`.</summary>
    public static string VariableOf(string header) => $"OTLP_HEADER_{header.ToUpperInvariant().Replace('-', '_')}";

    private static MapNode? Headers(TelemetrySettings settings) =>
        Fields.Map(settings.SecretHeaders.Keys.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, $"${{env:{VariableOf(name)}}}"))).Some();

    // 4318 is OTLP over HTTP, and only that has a path.
    private static Field Onward(string endpoint, MapNode? headers)
    {
        var hasScheme = endpoint.Contains("://", StringComparison.Ordinal);
        var address = new Uri(hasScheme ? endpoint : $"https://{endpoint}");
        return hasScheme && (address.Port == 4318 || address.AbsolutePath != "/")
            ? ("otlphttp", Fields.Map(("endpoint", endpoint), ("headers", headers)))
            : Grpc("otlp", address.Authority, address.Scheme == Uri.UriSchemeHttp, headers);
    }

    private static Field Grpc(string name, string endpoint, bool isPlain, MapNode? headers = null) =>
        (name, Fields.Map(("endpoint", endpoint), ("headers", headers), ("tls", isPlain ? Fields.Map(("insecure", true)) : null)));
}
