using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.ServiceDefaults.Tests.Telemetry;

public sealed class LastTelemetryTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task A_service_ends_soon_where_nobody_takes_its_telemetry(string protocol)
    {
        var took = await RunAsync($"http://127.0.0.1:{FreePort.Next()}", protocol);
        Assert.True(took < Soon, $"It took {took}.");
    }

    [Fact]
    public async Task The_last_line_of_the_log_is_sent_before_it_ends()
    {
        var bodies = new ConcurrentQueue<byte[]>();
        using var collector = new LocalWeb(async call =>
        {
            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            bodies.Enqueue(body.ToArray());
        });
        var took = await RunAsync(collector.Address.ToString(), "http/protobuf");
        Assert.True(took < Soon, $"It took {took}.");
        Assert.Contains(bodies, body => body.AsSpan().IndexOf("goodbye, telemetry"u8) >= 0);
    }

    /// <returns>How long a service takes to stop, all of it.</returns>
    private static async Task<TimeSpan> RunAsync(string endpoint, string protocol)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory", // as Aspire has it
        });
        builder.AddServiceDefaults();
        builder.Services.AddHostedService<Goodbye>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        using (var activity = new ActivitySource(builder.Environment.ApplicationName).StartActivity("work"))
            host.Services.GetRequiredService<ILogger<LastTelemetryTests>>().LogInformation("hello, telemetry");
        var started = Stopwatch.GetTimestamp();
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        return Stopwatch.GetElapsedTime(started);
    }

    private sealed class Goodbye(ILogger<Goodbye> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            logger.LogInformation("goodbye, telemetry");
            return Task.CompletedTask;
        }
    }
}
