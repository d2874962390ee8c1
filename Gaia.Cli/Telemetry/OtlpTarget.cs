using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Telemetry;

/// <summary>
/// Who takes spans: what OpenTelemetry's own variables name, else the dashboard of the AppHost that runs this API on this
/// machine. OTLP over HTTP as JSON, which every receiver understands, needs no library, and starts with the command.
/// </summary>
internal sealed record OtlpTarget(Uri Traces, string ServiceName, IReadOnlyDictionary<string, string> Headers)
{
    // Not "gaia", as the dashboard knows the database by.
    private const string DefaultServiceName = "gaia-cli";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static OtlpTarget? Of(CliContext context, Uri api)
    {
        if (context.Environment.IsOn("OTEL_SDK_DISABLED") || Value(context, "OTEL_TRACES_EXPORTER") == "none") return null;
        var name = Value(context, "OTEL_SERVICE_NAME") ?? DefaultServiceName;
        if (Endpoint(context) is { } named) return Named(context, named, name);
        return AppHostFile.Find(context, api) is { Telemetry: { } telemetry } && Uri.TryCreate(telemetry.Url, UriKind.Absolute, out var url) && url.IsLoopback
            ? new(new(url, "/v1/traces"), name, new Dictionary<string, string> { ["x-otlp-api-key"] = telemetry.Key ?? "" })
            : null;
    }

    /// <summary>A command never fails, and never waits for long, because nobody takes its span.</summary>
    public async Task SendAsync(Activity span, CliContext context)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = !Traces.IsLoopback, ActivityHeadersPropagator = null }) { Timeout = Limit };
        using var request = new HttpRequestMessage(HttpMethod.Post, Traces)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(OtlpSpans.Of(span, ServiceName), OtlpJson.Default.OtlpSpans))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request);
            if (!response.IsSuccessStatusCode) context.Debug($"{Traces} did not take the span: {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            context.Debug($"{Traces} did not take the span: {e.Message}");
        }
    }

    private static string? Endpoint(CliContext context) => Value(context, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
        ?? (Value(context, "OTEL_EXPORTER_OTLP_ENDPOINT") is { } all ? $"{all.TrimEnd('/')}/v1/traces" : null);

    private static OtlpTarget? Named(CliContext context, string endpoint, string name)
    {
        if ((Value(context, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") ?? Value(context, "OTEL_EXPORTER_OTLP_PROTOCOL")) == "grpc")
            context.Debug($"No span is sent to {endpoint}: gaia speaks OTLP over HTTP only, not gRPC.");
        else if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            context.Debug($"No span is sent: '{endpoint}' is not an HTTP address.");
        else
            return new(url, name, Pairs(Value(context, "OTEL_EXPORTER_OTLP_TRACES_HEADERS") ?? Value(context, "OTEL_EXPORTER_OTLP_HEADERS") ?? ""));
        return null;
    }

    // "x-otlp-api-key=abc,tenant=a%20b"
    private static Dictionary<string, string> Pairs(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.Last()[1]), StringComparer.OrdinalIgnoreCase);

    private static string? Value(CliContext context, string name) => context.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value.Trim() : null;
}
