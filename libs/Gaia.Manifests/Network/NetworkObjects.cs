using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Objects.Fields;

namespace Gaia.Manifests.Network;

/// <summary>NetworkPolicies: nothing is allowed in the namespace, then DNS, and for each workload just what <see cref="Connections"/> needs, in both directions.</summary>
public static class NetworkObjects
{
    private const string Version = "networking.k8s.io/v1";
    private const int XdsPort = 15012;

    private static readonly string[] NamespaceWide = ["default-deny", "allow-dns", "allow-mesh"];

    /// <summary>Ordered by name; none if the settings say so.</summary>
    public static IReadOnlyList<KubernetesObject> Of(AppModel model)
    {
        if (!model.Settings.Network.Policies) return [];
        var ways = Connections.Of(model);
        return [.. NamespacePolicies(model)
            .Concat(PolicyPods.Of(model).Select(workload => Workload(model, workload, ways)))
            .Concat(model.Workloads.SelectMany(workload => workload.Runs is { } place ? [Runs(model, workload, place)] : Array.Empty<KubernetesObject>()))
            .OrderBy(policy => policy.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<KubernetesObject> NamespacePolicies(AppModel model)
    {
        var network = model.Settings.Network;
        yield return Policy(model, "default-deny", null, null, null);
        yield return Policy(model, "allow-dns", null, null, List(Dns(network)));
        // A sidecar that cannot reach its control plane never lets its pod become ready.
        if (model.Settings.IsMeshed)
            yield return Policy(model, "allow-mesh", null, null, List(Map(("to", List(NamespacePeer(network.MeshNamespace, MapNode.Empty))), ("ports", List(PortNode(XdsPort, "TCP"))))));
    }

    private static KubernetesObject Workload(AppModel model, string workload, IReadOnlyList<Connection> ways)
    {
        if (NamespaceWide.Contains(workload))
            throw new ManifestException("name.clash", $"The workload '{workload}' has the name of a NetworkPolicy that holds for the whole namespace. Rename the resource.");
        var pods = new PodsParty(workload);
        return Policy(model, workload, workload,
            Rules("from", ways.Where(way => way.To == pods), way => way.From),
            Rules("to", ways.Where(way => way.From == pods), way => way.To));
    }

    // Nothing connects to a run. It reaches DNS, Gaia's API, and what the settings say.
    private static KubernetesObject Runs(AppModel model, Workload workload, RunPlace place)
    {
        var api = place.Api is { } name
            ? List(Map(("to", List(NamespacePeer(model.Settings.Namespace, NameLabel(name)))), ("ports", List(PortNode(place.ApiPort, "TCP")))))
            : ListNode.Empty;
        return Made.Whole(Version, "NetworkPolicy", place.Namespace, $"{workload.Name}-runs", Objects.Labels.OfApp(model), null, ("spec", Map(
            ("podSelector", MapNode.Empty),
            ("policyTypes", List(["Ingress", "Egress"])),
            ("egress", List([Dns(model.Settings.Network), .. api, .. Rules("to", Connections.OfRuns(workload), way => way.To)])))));
    }

    private static MapNode Dns(NetworkSettings network) => Map(
        ("to", List(NamespacePeer(network.DnsNamespace, Map(network.DnsLabels.OrderBy(label => label.Key, StringComparer.Ordinal))))),
        ("ports", List(PortNode(53, "TCP"), PortNode(53, "UDP"))));

    /// <summary>Parties with the same ports share a rule.</summary>
    private static ListNode Rules(string direction, IEnumerable<Connection> ways, Func<Connection, Party> other) => List(ways
        .GroupBy(other)
        .Select(party => (Party: party.Key, Ports: party.Select(way => (way.Port, way.Protocol)).Distinct().OrderBy(port => port.Port ?? 0).ThenBy(port => port.Protocol, StringComparer.Ordinal).ToList()))
        .GroupBy(rule => string.Join(',', rule.Ports) + (rule.Party is AnyoneParty ? "*" : ""))
        .Select(rule => (Node)Map(
            (direction, List(rule.SelectMany(entry => Peers(entry.Party))).Some()),
            ("ports", List(rule.First().Ports.Select(port => (Node)PortNode(port.Port, port.Protocol)))))));

    private static IEnumerable<Node> Peers(Party party) => party switch
    {
        PodsParty pods => [Map(("podSelector", Labels(NameLabel(pods.Workload))))],
        NamespaceParty { Namespace: null } own => [Map(("podSelector", Labels(Map(own.LabelPairs()))))],
        NamespaceParty space => [NamespacePeer(space.Namespace, Map(space.LabelPairs()))],
        RangeParty range => range.Blocks().Select(cidr => (Node)Map(("ipBlock", Map(("cidr", cidr), ("except", List(range.Holes()).Some()))))),
        // No peer at all is everybody: an ipBlock would not match requests that nodes pass on under their own address.
        AnyoneParty => [],
        _ => throw new InvalidOperationException($"No peer for {party}."),
    };

    private static MapNode NamespacePeer(string name, MapNode pods) => Map(
        ("namespaceSelector", Labels(Map(("kubernetes.io/metadata.name", name)))),
        ("podSelector", pods.Some() is { } labels ? Labels(labels) : null));

    private static MapNode PortNode(int? port, string protocol) => Map(("protocol", protocol), ("port", port));

    private static MapNode Labels(MapNode labels) => Map(("matchLabels", labels));

    private static MapNode NameLabel(string workload) => Map(("app.kubernetes.io/name", workload));

    private static KubernetesObject Policy(AppModel model, string name, string? workload, ListNode? ingress, ListNode? egress) => PolicyPods.Object(model, Version, "NetworkPolicy", name, workload, Map(
        ("podSelector", workload is null ? MapNode.Empty : Labels(NameLabel(workload))),
        ("policyTypes", ingress is null && egress is not null ? List(["Egress"]) : List(["Ingress", "Egress"])),
        ("ingress", ingress?.Some()),
        ("egress", egress?.Some())));
}
