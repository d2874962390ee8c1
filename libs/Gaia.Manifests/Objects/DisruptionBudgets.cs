using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>
/// One pod at a time may be moved off a node. A workload of one pod has no budget: it could never be moved, and the node never be drained.
/// </summary>
internal static class DisruptionBudgets
{
    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (workload.Kind == WorkloadKind.Job || Replicas.AtLeast(model, workload) < 2) yield break;
        yield return Made.InNamespace(model, "policy/v1", "PodDisruptionBudget", workload.Name, Labels.OfWorkload(model, workload), null,
            ("spec", Fields.Map(
                ("maxUnavailable", 1),
                ("selector", Fields.Map(("matchLabels", Labels.Selector(model, workload)))),
                ("unhealthyPodEvictionPolicy", "AlwaysAllow"))));
    }
}
