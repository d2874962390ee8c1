using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Pods of one workload stand in different zones and on different nodes, if there are any: a cluster of one node runs them too.</summary>
internal static class Spread
{
    private const string Node = "kubernetes.io/hostname";

    public static ListNode Of(AppModel model, Workload workload) => workload.Kind == WorkloadKind.Job
        ? ListNode.Empty
        : Fields.List(new[] { model.Settings.Scheduling.TopologyKey, Node }.Distinct(StringComparer.Ordinal).Select(key => Fields.Map(
            ("maxSkew", 1),
            ("topologyKey", key),
            ("whenUnsatisfiable", "ScheduleAnyway"),
            ("labelSelector", Fields.Map(("matchLabels", Labels.Selector(model, workload)))),
            // Counted within one version, or a rolling update would leave them uneven.
            ("matchLabelKeys", workload.Kind == WorkloadKind.Deployment ? Fields.List(["pod-template-hash"]) : null))));
}
