using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Operation;

/// <summary>What somebody should look at, from the metrics of kube-state-metrics and the kubelet.</summary>
internal static class AlertRules
{
    public static IEnumerable<KubernetesObject> Of(AppModel model)
    {
        if (!model.Settings.Monitoring.Rules) yield break;
        var name = model.Settings.App;
        yield return Made.InNamespace(model, "monitoring.coreos.com/v1", "PrometheusRule", name,
            Made.Merged(Labels.OfApp(model), Fields.Map(model.Settings.Monitoring.Labels)), null,
            ("spec", Fields.Map(("groups", Fields.List(Fields.Map(("name", name), ("rules", Fields.List(Rules(model)))))))));
    }

    private static IEnumerable<Node> Rules(AppModel model)
    {
        var space = $"namespace=\"{model.Settings.Namespace}\"";
        yield return Rule(model, "PodsNotReady", "15m", "critical", "Pods of {{ $labels.namespace }}/{{ $labels.pod }} are not ready for 15 minutes.",
            $$"""sum by (namespace, pod) (kube_pod_status_ready{condition="true", {{space}}} == 0) * on (namespace, pod) group_left () (kube_pod_status_phase{phase=~"Pending|Running|Unknown", {{space}}} == 1)""");
        yield return Rule(model, "ContainerRestarts", "5m", "warning", "Container {{ $labels.container }} of {{ $labels.pod }} restarted more than 3 times in 15 minutes.",
            $$"""increase(kube_pod_container_status_restarts_total{ {{space}} }[15m]) > 3""");
        yield return Rule(model, "JobFailed", "1m", "critical", "Job {{ $labels.job_name }} failed; what waits for it is not up to date.",
            $$"""kube_job_status_failed{ {{space}} } > 0 and on (namespace, job_name) kube_job_status_succeeded{ {{space}} } == 0""");
        if (model.Workloads.Any(workload => workload.Settings.Scaling is not null))
            yield return Rule(model, "ScaledToMaximum", "30m", "warning", "{{ $labels.horizontalpodautoscaler }} is at its maximum for 30 minutes.",
                $$"""kube_horizontalpodautoscaler_status_current_replicas{ {{space}} } >= kube_horizontalpodautoscaler_spec_max_replicas{ {{space}} } > kube_horizontalpodautoscaler_spec_min_replicas{ {{space}} }""");
        if (model.Volumes.Any(volume => !volume.Settings.IsTemporary))
            yield return Rule(model, "VolumeFillingUp", "10m", "critical", "Volume {{ $labels.persistentvolumeclaim }} is more than 85 percent full.",
                $$"""kubelet_volume_stats_available_bytes{ {{space}} } / kubelet_volume_stats_capacity_bytes{ {{space}} } < 0.15""");
    }

    private static MapNode Rule(AppModel model, string alert, string time, string severity, string summary, string expression) => Fields.Map(
        ("alert", alert),
        ("expr", expression.Replace("{ ", "{", StringComparison.Ordinal).Replace(" }", "}", StringComparison.Ordinal)),
        ("for", time),
        ("labels", Fields.Map(("severity", severity), ("app", model.Settings.App))),
        ("annotations", Fields.Map(("summary", summary))));
}
