using System.Globalization;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Operation;

internal static class ServiceMonitors
{
    /// <summary>By its name or its number in the container; null: it has no such port.</summary>
    public static WorkloadPort? Port(Workload workload, MetricsSettings metrics) =>
        workload.Ports.FirstOrDefault(port => port.Name == metrics.Port || port.TargetPort.ToString(CultureInfo.InvariantCulture) == metrics.Port);

    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (!model.Settings.Monitoring.ServiceMonitors || workload.Settings.Metrics is not { } metrics || workload.Kind == WorkloadKind.Job) yield break;
        yield return Made.InNamespace(model, "monitoring.coreos.com/v1", "ServiceMonitor", workload.Name,
            Made.Merged(Labels.OfWorkload(model, workload), Fields.Map(model.Settings.Monitoring.Labels)), null,
            ("spec", Fields.Map(
                ("selector", Fields.Map(("matchLabels", Labels.Selector(model, workload)))),
                ("endpoints", Fields.List(Fields.Map(("port", Port(workload, metrics)!.Name), ("path", metrics.Path), ("interval", metrics.Interval)))))));
    }
}
