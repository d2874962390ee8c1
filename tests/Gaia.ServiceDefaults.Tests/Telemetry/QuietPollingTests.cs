using System.Diagnostics;
using Gaia.ServiceDefaults.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Gaia.ServiceDefaults.Tests.Telemetry;

public sealed class QuietPollingTests : IDisposable
{
    private readonly ActivitySource npgsql = new("Npgsql");
    private readonly ActivitySource redis = new("OpenTelemetry.Instrumentation.StackExchangeRedis");
    private readonly ActivitySource own = new("Gaia.QuietPollingTests");
    private readonly List<string> kept = [];
    private readonly TracerProvider provider;

    public QuietPollingTests() => provider = Sdk.CreateTracerProviderBuilder()
        .SetSampler(new AlwaysOnSampler()) // what Aspire asks for in Development
        .AddSource(npgsql.Name, redis.Name, own.Name)
        .AddProcessor<QuietPolling>()
        .AddProcessor(new SimpleActivityExportProcessor(new Kept(kept)))
        .Build();

    public void Dispose()
    {
        provider.Dispose();
        npgsql.Dispose();
        redis.Dispose();
        own.Dispose();
    }

    [Fact]
    public void A_call_that_nobody_asked_for_is_left_out()
    {
        npgsql.StartActivity("claim", ActivityKind.Client)!.Dispose();
        redis.StartActivity("PING", ActivityKind.Client)!.Dispose();
        Assert.Empty(kept);
    }

    [Fact]
    public void A_call_below_a_request_or_a_job_is_kept()
    {
        using (own.StartActivity("GET /v1/runs"))
            npgsql.StartActivity("select", ActivityKind.Client)!.Dispose();
        Assert.Equal(["select", "GET /v1/runs"], kept);
    }

    [Fact]
    public void A_call_below_a_request_that_is_not_recorded_is_left_out()
    {
        using var health = own.StartActivity("GET /health")!;
        health.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        npgsql.StartActivity("select 1", ActivityKind.Client)!.Dispose();
        redis.StartActivity("PING", ActivityKind.Client, health.Context)!.Dispose();
        Assert.Empty(kept);
    }

    [Fact]
    public void A_call_whose_caller_is_known_by_its_id_alone_is_kept()
    {
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        redis.StartActivity("PUBLISH", ActivityKind.Client, caller)!.Dispose();
        Assert.Equal(["PUBLISH"], kept);
    }

    [Fact]
    public void What_starts_by_itself_elsewhere_is_kept()
    {
        own.StartActivity("schedule")!.Dispose();
        Assert.Equal(["schedule"], kept);
    }

    private sealed class Kept(List<string> names) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch) names.Add(activity.DisplayName);
            return ExportResult.Success;
        }
    }
}
