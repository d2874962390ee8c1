using System.Text.Json;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Telemetry;

public sealed class CommandSpanTests : IDisposable
{
    private const string Traces = "/v1/traces";
    private readonly FakeApi api = new();
    private readonly FakeApi collector = new();
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-span-").FullName;

    public CommandSpanTests()
    {
        collector.On("POST", Traces, exchange => exchange.WriteAsync(200, "application/json", "{}"u8.ToArray()));
        api.Json("GET", Routes.Runs, new Page<RunResponse>([], null), ContractsJson.Default.PageRunResponse);
    }

    public void Dispose()
    {
        api.Dispose();
        collector.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_command_is_the_first_span_of_its_trace()
    {
        await ListAsync(Named("http/protobuf"));

        var span = Sent();
        var caller = Assert.Single(api.Requests).Headers["traceparent"].Split('-');
        Assert.Equal("gaia runs list -s dev", span.GetProperty("name").GetString());
        Assert.Equal((caller[1], caller[2], "01"), (span.GetProperty("traceId").GetString(), span.GetProperty("spanId").GetString(), caller[3]));
        Assert.False(span.TryGetProperty("parentSpanId", out _));
        Assert.True(Nanoseconds(span, "startTimeUnixNano") < Nanoseconds(span, "endTimeUnixNano"));
        Assert.Equal("""[{"key":"process.exit.code","value":{"intValue":"0"}}]""", span.GetProperty("attributes").GetRawText());
        Assert.False(span.TryGetProperty("status", out _));
    }

    [Fact]
    public async Task It_goes_on_with_the_callers_trace()
    {
        await ListAsync(Named("http/json", ("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (Sent().GetProperty("traceId").GetString(), Sent().GetProperty("parentSpanId").GetString()));
    }

    [Fact]
    public async Task A_refusal_is_an_error_with_its_exit_code()
    {
        api.Problem("GET", Routes.Runs, 403, "access.forbidden", "Not for you.");
        Assert.Equal(5, (await ListAsync(Named("http/json"))).ExitCode);
        Assert.Equal("""{"code":2,"message":"Not for you."}""", Sent().GetProperty("status").GetRawText());
        Assert.Contains("\"intValue\":\"5\"", Sent().GetProperty("attributes").GetRawText());
    }

    [Fact]
    public async Task What_could_be_a_secret_stays_out()
    {
        await CliRun.OfAsync(["runs", "list", "--status", "applied", "--logs-file", "hunter2"], Named("http/json"), folder);
        Assert.Equal("gaia runs list", Sent().GetProperty("name").GetString());
        Assert.DoesNotContain("hunter2", collector.Requests[0].Text);
    }

    [Fact]
    public async Task Headers_and_service_are_those_of_the_environment()
    {
        await ListAsync(Named("http/json", ("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=abc,tenant=a%20b"), ("OTEL_SERVICE_NAME", "sample")));
        var request = Assert.Single(collector.Requests);
        Assert.Equal(("abc", "a b", "application/json"), (request.Headers["x-otlp-api-key"], request.Headers["tenant"], request.Headers["Content-Type"]));
        Assert.Contains("""{"key":"service.name","value":{"stringValue":"sample"}}""", request.Text);
    }

    [Fact]
    public async Task The_dashboard_of_the_AppHost_that_runs_the_api_takes_it()
    {
        WriteRunFile(api.Url);
        await ListAsync(Here(), Path.Combine(folder, "below"));
        Assert.Equal("key-1", Assert.Single(collector.Requests).Headers["x-otlp-api-key"]);
    }

    [Fact]
    public async Task Another_apis_AppHost_does_not()
    {
        WriteRunFile(new Uri("http://127.0.0.1:1"));
        await ListAsync(Here());
        Assert.Empty(collector.Requests);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")]
    public async Task It_can_be_switched_off(string name, string value)
    {
        Assert.Equal(0, (await ListAsync(Named("http/json", (name, value)))).ExitCode);
        Assert.Empty(collector.Requests);
    }

    [Fact]
    public async Task Nobody_who_takes_it_is_no_failure()
    {
        collector.Stop();
        var list = await ListAsync(Named("http/json"));
        Assert.Equal(0, list.ExitCode);
        Assert.DoesNotContain("span", list.Error);
    }

    private Task<CliRun> ListAsync(Dictionary<string, string> environment, string? directory = null)
    {
        Directory.CreateDirectory(directory ?? folder);
        return CliRun.OfAsync(["runs", "list", "-s", "dev"], environment, directory ?? folder);
    }

    private Dictionary<string, string> Here() => new() { ["GAIA_URL"] = api.Url.ToString(), ["HOME"] = "/nonexistent" };

    private Dictionary<string, string> Named(string protocol, params (string Name, string Value)[] more)
    {
        var environment = Here();
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.ToString();
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        foreach (var (name, value) in more) environment[name] = value;
        return environment;
    }

    private void WriteRunFile(Uri of)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".gaia"));
        File.WriteAllText(Path.Combine(folder, ".gaia", "apphost.json"), $$"""
            {"pid": 1, "api": "http://localhost:{{of.Port}}", "servers": "processes", "telemetry": {"url": "{{collector.Url}}", "key": "key-1"} }
            """);
    }

    private JsonElement Sent() => JsonDocument.Parse(Assert.Single(collector.Requests).Text).RootElement
        .GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0];

    private static long Nanoseconds(JsonElement span, string property) => long.Parse(span.GetProperty(property).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
