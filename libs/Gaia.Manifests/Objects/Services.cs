using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>`NAME` for those that connect, `NAME-headless` for the pods of a StatefulSet, `NAME-external` for tcp from outside.</summary>
internal static class Services
{
    public static string Headless(Workload workload) => $"{workload.Name}-headless";

    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (workload.Kind == WorkloadKind.Job) yield break;
        if (workload.Ports.Count > 0) yield return Of(model, workload, workload.Name, "ClusterIP", workload.Ports);
        if (workload.Kind == WorkloadKind.StatefulSet) yield return Of(model, workload, Headless(workload), null, workload.Ports);
        if (workload.Settings.ServiceType is { } type && External(workload) is { Count: > 0 } ports) yield return Of(model, workload, $"{workload.Name}-external", type, ports);
    }

    public static IReadOnlyList<WorkloadPort> External(Workload workload) => [.. workload.Ports.Where(port => port is { IsExternal: true, IsHttp: false })];

    // Only the first has the workload's own name as label: who looks for it, such as a ServiceMonitor, shall find one.
    private static KubernetesObject Of(AppModel model, Workload workload, string name, string? type, IReadOnlyList<WorkloadPort> ports) =>
        Made.InNamespace(model, "v1", "Service", name, Labels.OfWorkload(model, workload, name), null,
            ("spec", Fields.Map(
                ("type", type ?? "ClusterIP"),
                ("clusterIP", type is null ? "None" : null),
                ("publishNotReadyAddresses", type is null ? new BoolNode(true) : (Node?)null),
                ("selector", Labels.Selector(model, workload)),
                ("ports", Fields.List(ports.Select(Port)).Some()))));

    private static MapNode Port(WorkloadPort port) => Fields.Map(
        ("name", port.Name),
        ("port", port.Port),
        ("targetPort", port.Name),
        ("protocol", port.Protocol),
        ("appProtocol", Protocol(port)));

    // Without it a mesh waits for the client to speak first, which some databases do not let it.
    private static string? Protocol(WorkloadPort port) => port switch
    {
        { Protocol: not "TCP" } => null,
        { AppProtocol: "http2" } => "kubernetes.io/h2c",
        { AppProtocol: "http" or "https" } => port.AppProtocol,
        _ => "tcp",
    };
}
