using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Scaling;

internal static class Autoscalers
{
    /// <summary>Of a pod's; an adapter, such as Prometheus's, gives it.</summary>
    private const string RequestRate = "http_requests_per_second";

    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (workload.Settings.Scaling is not { Queue: null } scaling) yield break;
        yield return Made.InNamespace(model, "autoscaling/v2", "HorizontalPodAutoscaler", workload.Name, Labels.OfWorkload(model, workload), null,
            ("spec", Fields.Map(
                ("scaleTargetRef", Workloads.Reference(workload)),
                ("minReplicas", scaling.Min),
                ("maxReplicas", scaling.Max),
                ("metrics", Fields.List(new[] { Used("cpu", scaling.Cpu), Used("memory", scaling.Memory), Requests(scaling.Requests) }.OfType<MapNode>())),
                ("behavior", Fields.Map(("scaleDown", Fields.Map(("stabilizationWindowSeconds", 300))))))));
    }

    private static MapNode? Used(string resource, int? percent) => percent is null ? null : Fields.Map(
        ("type", "Resource"),
        ("resource", Fields.Map(("name", resource), ("target", Fields.Map(("type", "Utilization"), ("averageUtilization", percent))))));

    private static MapNode? Requests(int? rate) => rate is null ? null : Fields.Map(
        ("type", "Pods"),
        ("pods", Fields.Map(
            ("metric", Fields.Map(("name", RequestRate))),
            ("target", Fields.Map(("type", "AverageValue"), ("averageValue", rate.Value.ToString(CultureInfo.InvariantCulture)))))));
}
