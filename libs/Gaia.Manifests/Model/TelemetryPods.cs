namespace Gaia.Manifests.Model;

/// <summary>The workloads that telemetry brings along beside those of the manifest: names (of pods, Service and account) and ports.</summary>
public static class TelemetryPods
{
    public const string Collector = "otel-collector";

    public const string Dashboard = "aspire-dashboard";

    public const int OtlpGrpc = 4317;

    public const int OtlpHttp = 4318;

    /// <summary>Where the dashboard takes OTLP over gRPC.</summary>
    public const int DashboardOtlp = 18889;
}
