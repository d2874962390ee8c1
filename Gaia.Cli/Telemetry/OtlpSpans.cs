using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Gaia.Cli.Telemetry;

/// <summary>
/// OTLP's ExportTraceServiceRequest in JSON: ids in hexadecimal, 64-bit numbers as text.
/// <c>{"resourceSpans":[{"resource":{"attributes":[...]},"scopeSpans":[{"scope":{"name":"Gaia.Cli"},"spans":[{"traceId":"0af7...",...}]}]}]}</c>
/// </summary>
internal sealed record OtlpSpans(IReadOnlyList<OtlpSpans.ResourceSpan> ResourceSpans)
{
    private const int Internal = 1;
    private const int Error = 2;

    internal sealed record ResourceSpan(Resource Resource, IReadOnlyList<ScopeSpan> ScopeSpans);

    internal sealed record Resource(IReadOnlyList<Attribute> Attributes);

    internal sealed record ScopeSpan(Scope Scope, IReadOnlyList<Span> Spans);

    internal sealed record Scope(string Name, string Version);

    internal sealed record Span(
        string TraceId, string SpanId, string? ParentSpanId, string Name, int Kind, string StartTimeUnixNano, string EndTimeUnixNano,
        IReadOnlyList<Attribute> Attributes, Status? Status);

    internal sealed record Attribute(string Key, Value Value);

    internal sealed record Value(string? StringValue = null, string? IntValue = null);

    internal sealed record Status(int Code, string? Message);

    public static OtlpSpans Of(Activity span, string service) => new([new(
        new([new("service.name", new(service)), new("service.version", new(VersionCommand.Number))]),
        [new(new("Gaia.Cli", VersionCommand.Number), [Of(span)])])]);

    private static Span Of(Activity span) => new(
        span.TraceId.ToHexString(), span.SpanId.ToHexString(), span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(),
        span.OperationName, Internal, Nanoseconds(span.StartTimeUtc), Nanoseconds(span.StartTimeUtc + span.Duration),
        [.. span.TagObjects.Where(tag => tag.Value is not null).Select(tag => new Attribute(tag.Key, Of(tag.Value!)))],
        span.Status == ActivityStatusCode.Error ? new(Error, span.StatusDescription) : null);

    private static Value Of(object value) => value is int number
        ? new(IntValue: number.ToString(CultureInfo.InvariantCulture))
        : new(StringValue: Convert.ToString(value, CultureInfo.InvariantCulture));

    private static string Nanoseconds(DateTime time) => ((time - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OtlpSpans))]
internal sealed partial class OtlpJson : JsonSerializerContext;
