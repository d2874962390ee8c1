using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects;

/// <summary>The OpenTelemetry collector and the Aspire dashboard as workloads like any other, and what projects are told of them.</summary>
internal static class Telemetry
{
    // No resource of a manifest has such a name: a workload is never taken for one of these.
    private const string Resource = "$telemetry";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Folder = "/etc/otelcol";

    private const string File = "config.yaml";

    public static bool Is(Workload workload) => workload.Resource == Resource;

    /// <summary>A collector that has nowhere to send what it gets.</summary>
    public static IReadOnlyList<NotPublished> Lost(AppModel model) => model.Settings.Telemetry is not { Collector: true, Endpoint: null, Dashboard: false } ? [] :
        [new("telemetry.endpoint", "telemetry", "The collector counts what it gets in its log, and traces, metrics and logs are gone. Set telemetry.endpoint to where they are kept, or telemetry.dashboard for a look at them, or telemetry.collector to false", IsLoss: true)];

    /// <summary>The whole application: what NetworkPolicies and the mesh need of telemetry they know by themselves.</summary>
    public static AppModel AddTo(AppModel model) => !model.Settings.Telemetry.Collector ? model : model with
    {
        Workloads = [.. model.Workloads.Select(workload => Sends(model, workload) ? Told(workload) : workload)
            .Concat(Parts(model)).OrderBy(workload => workload.Name, StringComparer.Ordinal)],
    };

    private static bool Sends(AppModel model, Workload workload) =>
        Projects.Is(model, workload) && workload.Environment.All(variable => variable.Key != Endpoint);

    private static Workload Told(Workload workload)
    {
        KeyValuePair<string, Value>[] told = [new(Endpoint, Value.Of($"http://{TelemetryPods.Collector}:{TelemetryPods.OtlpGrpc}")), new("OTEL_SERVICE_NAME", Value.Of(workload.Name))];
        return workload with
        {
            Environment = [.. workload.Environment.Concat(told.ExceptBy(workload.Environment.Select(own => own.Key), own => own.Key)).OrderBy(variable => variable.Key, StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<Workload> Parts(AppModel model)
    {
        var settings = model.Settings.Telemetry;
        yield return new Workload(TelemetryPods.Collector, Resource, WorkloadKind.Deployment, settings.CollectorImage, new ImageFacts(10001, [], true, null, false),
            new WorkloadSettings { Probes = new ProbeSettings("/", "/", "/", "health") })
        {
            Args = [Value.Of($"--config={Folder}/{File}")],
            Environment = [.. model.TelemetryHeaders.Select(header => KeyValuePair.Create(CollectorConfiguration.VariableOf(header.Key), header.Value)).OrderBy(variable => variable.Key, StringComparer.Ordinal)],
            Ports =
            [
                new("health", 13133, 13133, "TCP", "http", false),
                new("otlp-grpc", TelemetryPods.OtlpGrpc, TelemetryPods.OtlpGrpc, "TCP", "http2", false),
                new("otlp-http", TelemetryPods.OtlpHttp, TelemetryPods.OtlpHttp, "TCP", "http", false),
            ],
            Files = [new(Folder, File, NodeYaml.Write(CollectorConfiguration.Of(settings)))],
        };

        if (!settings.Dashboard) yield break;
        // What it shows is in its memory, so that a second one would show something else.
        yield return new Workload(TelemetryPods.Dashboard, Resource, WorkloadKind.StatefulSet, settings.DashboardImage, new ImageFacts(1654, [], true, null, true),
            new WorkloadSettings { Limits = new(null, "1Gi") })
        {
            Ports =
            [
                new("http", 18888, 18888, "TCP", "http", false),
                new("otlp-grpc", TelemetryPods.DashboardOtlp, TelemetryPods.DashboardOtlp, "TCP", "http2", false),
            ],
        };
    }
}
