using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using static Gaia.Manifests.Objects.Fields;

namespace Gaia.Manifests.Network;

/// <summary>The workloads that policies are written for, and the frame that policies of every kind have.</summary>
internal static class PolicyPods
{
    /// <summary>Those of the manifest and those that telemetry brings; ordered.</summary>
    public static IEnumerable<string> Of(AppModel model)
    {
        var telemetry = model.Settings.Telemetry;
        return model.Workloads.Select(workload => workload.Name)
            .Concat(telemetry.Collector ? [TelemetryPods.Collector] : [])
            .Concat(telemetry is { Collector: true, Dashboard: true } ? [TelemetryPods.Dashboard] : [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    public static KubernetesObject Object(AppModel model, string version, string kind, string name, string? workload, MapNode spec) =>
        new(version, kind, model.Settings.Namespace, name, Map(
            ("apiVersion", version),
            ("kind", kind),
            ("metadata", Map(
                ("name", name),
                ("namespace", model.Settings.Namespace),
                ("labels", Map(
                    ("app.kubernetes.io/managed-by", "gaia"),
                    ("app.kubernetes.io/name", workload),
                    ("app.kubernetes.io/part-of", model.Settings.App))))),
            ("spec", spec)));
}
