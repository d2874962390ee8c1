using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using static Gaia.Manifests.Objects.Fields;

namespace Gaia.Manifests.Network;

/// <summary>Istio: mutual TLS everywhere, nothing allowed, then for each workload the accounts that may reach it, each with its ports in one rule.</summary>
public static class MeshObjects
{
    private const string Version = "security.istio.io/v1";
    private const string NativeSidecar = "sidecar.istio.io/nativeSidecar";

    private static readonly string[] NamespaceWide = ["default", "allow-nothing"];

    /// <summary>Ordered by kind and name; none without a mesh.</summary>
    public static IReadOnlyList<KubernetesObject> Of(AppModel model)
    {
        if (!model.Settings.IsMeshed) return [];
        var ways = Connections.Of(model);
        return [.. PolicyPods.Of(model).SelectMany(workload => Workload(model, workload, ways))
            .Append(PolicyPods.Object(model, Version, "AuthorizationPolicy", "allow-nothing", null, MapNode.Empty))
            .Append(PolicyPods.Object(model, Version, "PeerAuthentication", "default", null, Map(("mtls", Map(("mode", "STRICT"))))))
            .OrderBy(policy => policy.Kind, StringComparer.Ordinal).ThenBy(policy => policy.Name, StringComparer.Ordinal)];
    }

    /// <summary>What the pods of a workload need beside the label of the namespace. A Job ends only if its sidecar does, which a native one does by itself.</summary>
    public static IReadOnlyDictionary<string, string> PodAnnotations(AppModel model, Workload workload) =>
        model.Settings.IsMeshed && workload.Kind == WorkloadKind.Job
            ? new Dictionary<string, string> { [NativeSidecar] = "true" }
            : new Dictionary<string, string>();

    private static IEnumerable<KubernetesObject> Workload(AppModel model, string workload, IReadOnlyList<Connection> ways)
    {
        if (NamespaceWide.Contains(workload))
            throw new ManifestException("name.clash", $"The workload '{workload}' has the name of an Istio policy that holds for the whole namespace. Rename the resource.");
        // UDP goes past the sidecars.
        var incoming = ways.Where(way => way.To == new PodsParty(workload) && way.Protocol == "TCP").ToList();
        if (incoming.Count == 0) yield break;
        yield return PolicyPods.Object(model, Version, "AuthorizationPolicy", workload, workload, Map(
            ("selector", Selector(workload)), ("action", "ALLOW"), ("rules", Rules(model, incoming))));
        if (PlainPorts(incoming) is { Count: > 0 } plain)
            yield return PolicyPods.Object(model, Version, "PeerAuthentication", workload, workload, Map(
                ("selector", Selector(workload)),
                ("mtls", Map(("mode", "STRICT"))),
                ("portLevelMtls", new MapNode([.. plain.Select(port => KeyValuePair.Create(Text(port), (Node)Map(("mode", "PERMISSIVE"))))]))));
    }

    /// <summary>
    /// Ports that nobody but Prometheus asks, which has no sidecar. Where metrics share a port with requests, that port stays strict and Prometheus
    /// needs a certificate of the mesh, which <see cref="MeshNotes"/> says.
    /// </summary>
    internal static IReadOnlyList<int> PlainPorts(IReadOnlyList<Connection> incoming) => [.. incoming
        .Where(way => way.Port is not null).GroupBy(way => way.Port!.Value)
        .Where(port => port.All(way => IsMonitoring(way.From))).Select(port => port.Key).Order()];

    internal static bool IsMonitoring(Party party) => party is NamespaceParty { Role: NamespaceRole.Monitoring };

    // A source in one rule and its ports in another would allow the source every port and everybody the ports.
    private static ListNode Rules(AppModel model, IReadOnlyList<Connection> incoming)
    {
        var plain = PlainPorts(incoming);
        return List(incoming
            .GroupBy(way => (way.From, way.Path))
            .Select(from => (
                Source: plain.Contains(from.First().Port ?? 0) && from.Key.Path is not null ? null : Source(model, from.Key.From),
                Operation: Operation(from.Key.Path, from.Select(way => way.Port).Distinct())))
            .Select(rule => (Node)Map(("from", rule.Source is { } source ? List(Map(("source", source))) : null), ("to", List(Map(("operation", rule.Operation)))))));
    }

    private static MapNode Operation(string? path, IEnumerable<int?> ports) => Map(
        ("ports", List(ports.Where(port => port is not null).Order().Select(port => Text(port!.Value))).Some()),
        ("paths", path is null ? null : List([path])),
        ("methods", path is null ? null : List(["GET"])));

    /// <summary>Null: anybody, with or without a certificate.</summary>
    private static MapNode? Source(AppModel model, Party party) => party switch
    {
        PodsParty pods => Principals(model.Settings.Namespace, Account(model, pods.Workload)),
        NamespaceParty { Role: NamespaceRole.Entry } entry => Entry(model, entry.Namespace!),
        NamespaceParty { Namespace: { } space } => Map(("namespaces", List([space]))),
        RangeParty range => Map(("ipBlocks", List(range.Blocks()))),
        _ => null,
    };

    // Istio makes the pods and the account of a Gateway itself, and names them after it and its class.
    private static MapNode Entry(AppModel model, string space) => model.Settings.Exposure switch
    {
        { Kind: Settings.ExposureKind.Gateway, Gateway: { } gateway } when gateway.Split('/') is [var owner, var name] && owner == space => Principals(space, $"{name}-istio"),
        { Kind: Settings.ExposureKind.Ingress, Class: "istio" } => Principals(space, "istio-ingressgateway-service-account"),
        _ => Map(("namespaces", List([space]))),
    };

    private static MapNode Principals(string space, string account) => Map(("principals", List([$"cluster.local/ns/{space}/sa/{account}"])));

    private static string Account(AppModel model, string workload) =>
        model.Workloads.FirstOrDefault(one => one.Name == workload)?.Settings.Account ?? workload;

    private static MapNode Selector(string workload) => Map(("matchLabels", Map(("app.kubernetes.io/name", workload))));

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
