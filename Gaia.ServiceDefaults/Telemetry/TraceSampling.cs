using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;

namespace Gaia.ServiceDefaults.Telemetry;

/// <summary>
/// The share of traces that is kept. OTEL_TRACES_SAMPLER, where set, is left to the SDK; else <c>Telemetry:TraceRatio</c>
/// (0 to 1) decides for new traces and a caller's decision is followed. Default: all in Development, else one in ten, and
/// none where there is no OTLP endpoint to send them to (trace ids are still passed on).
/// </summary>
internal sealed record TraceSampling(double? Ratio)
{
    private const string Key = "Telemetry:TraceRatio";

    public static TraceSampling From(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_TRACES_SAMPLER"]))
            return new TraceSampling((double?)null);
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
            return new TraceSampling(HasNoTarget(configuration) ? 0 : environment.IsDevelopment() ? 1.0 : 0.1);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1
            ? new TraceSampling(ratio)
            : throw new InvalidOperationException($"{Key} is '{text}'; it must be a number from 0 (no traces) to 1 (all).");
    }

    private static bool HasNoTarget(IConfiguration configuration) => string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    public TracerProviderBuilder Apply(TracerProviderBuilder tracing) => Ratio is { } ratio
        ? tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio)))
        : tracing;
}
