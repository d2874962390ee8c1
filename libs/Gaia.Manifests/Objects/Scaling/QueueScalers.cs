using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Scaling;

/// <summary>KEDA's ScaledObject for a queue in PostgreSQL. KEDA makes the HorizontalPodAutoscaler itself.</summary>
internal static class QueueScalers
{
    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (workload.Settings.Scaling is not { Queue: { } queue } scaling) yield break;
        var connection = QueueConnection.Of(model, workload, queue);
        var labels = Labels.OfWorkload(model, workload);
        if (connection.Secrets.Count > 0)
            yield return Made.InNamespace(model, "keda.sh/v1alpha1", "TriggerAuthentication", workload.Name, labels, null, ("spec", Fields.Map(
                ("secretTargetRef", Fields.List(connection.Secrets.Select(secret => Fields.Map(
                    ("parameter", secret.Key), ("name", secret.Value.Name), ("key", secret.Value.Key))))))));
        yield return Made.InNamespace(model, "keda.sh/v1alpha1", "ScaledObject", workload.Name, labels, null, ("spec", Fields.Map(
            ("scaleTargetRef", Workloads.Reference(workload)),
            ("minReplicaCount", scaling.Min),
            ("maxReplicaCount", scaling.Max),
            ("pollingInterval", 15),
            ("cooldownPeriod", 300),
            ("triggers", Fields.List(new[] { Trigger(workload, queue, connection), Used("cpu", scaling.Cpu), Used("memory", scaling.Memory) }.OfType<MapNode>())))));
    }

    private static MapNode Trigger(Workload workload, QueueScaling queue, QueueConnection connection) => Fields.Map(
        ("type", "postgresql"),
        ("metadata", Made.Merged(
            Fields.Map(connection.Texts),
            Fields.Map(("query", queue.Query), ("targetQueryValue", queue.Target.ToString(CultureInfo.InvariantCulture))))),
        ("authenticationRef", connection.Secrets.Count > 0 ? Fields.Map(("name", workload.Name)) : null));

    private static MapNode? Used(string resource, int? percent) => percent is null ? null : Fields.Map(
        ("type", resource),
        ("metricType", "Utilization"),
        ("metadata", Fields.Map(("value", percent.Value.ToString(CultureInfo.InvariantCulture)))));
}
