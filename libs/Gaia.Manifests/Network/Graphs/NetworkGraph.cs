using Gaia.Manifests.Model;

namespace Gaia.Manifests.Network.Graphs;

/// <summary>Who may talk to whom, for people. DNS and control planes of sidecars are left out: everything talks to them.</summary>
/// <param name="Nodes">Ordered by name.</param>
/// <param name="Edges">One for each pair, with all its ports; ordered.</param>
public sealed record NetworkGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    private const string Internet = "internet";
    private const string Everybody = "every workload";

    public static NetworkGraph Of(AppModel model)
    {
        var ways = Connections.Of(model);
        var edges = ways.Select(way => (From: IsTelemetry(way) ? Everybody : NameOf(way.From, leaves: false), To: NameOf(way.To, leaves: true), Label: way.PortLabel))
            .Concat(ways.Where(IsEntry).Select(way => (From: Internet, To: NameOf(way.From, leaves: false), Label: "443")))
            .GroupBy(edge => (edge.From, edge.To))
            .Select(pair => new GraphEdge(pair.Key.From, pair.Key.To, string.Join(", ", pair.Select(edge => edge.Label).Distinct())))
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal).ToList();
        var nodes = PolicyPods.Of(model).Select(name => new GraphNode(name, KindOf(model, name)))
            .Concat(ways.SelectMany(way => new[] { Node(way.From, leaves: false), Node(way.To, leaves: true) }))
            .Concat(ways.Any(IsTelemetry) ? [new GraphNode(Everybody, GraphNodeKind.Neighbour)] : [])
            .Concat(edges.Any(edge => edge.From == Internet) ? [new GraphNode(Internet, GraphNodeKind.Outside)] : [])
            .DistinctBy(node => node.Name).OrderBy(node => node.Name, StringComparer.Ordinal);
        return new([.. nodes], edges);

        GraphNode Node(Party party, bool leaves) => new(NameOf(party, leaves), party switch
        {
            PodsParty pods => KindOf(model, pods.Workload),
            NamespaceParty => GraphNodeKind.Neighbour,
            _ => GraphNodeKind.Outside,
        });
    }

    private static bool IsEntry(Connection way) => way.From is NamespaceParty { Role: NamespaceRole.Entry } or RangeParty { IsEntry: true };

    // A line from each would hide all others.
    private static bool IsTelemetry(Connection way) => way.To is PodsParty { Workload: TelemetryPods.Collector };

    // What comes from the internet and what goes there are two nodes: one would tie the whole picture into a knot.
    private static string NameOf(Party party, bool leaves) => party is RangeParty { Label: RangeParty.Anywhere } ? leaves ? "internet (out)" : Internet : party.Name;

    private static GraphNodeKind KindOf(AppModel model, string name) => model.Workloads.FirstOrDefault(workload => workload.Name == name)?.Kind switch
    {
        WorkloadKind.StatefulSet => GraphNodeKind.Store,
        WorkloadKind.Job => GraphNodeKind.Job,
        WorkloadKind.Deployment or null => GraphNodeKind.Service,
    };
}

public sealed record GraphNode(string Name, GraphNodeKind Kind);

/// <param name="Label">The ports: `5432`, `53/UDP`, `*`.</param>
public sealed record GraphEdge(string From, string To, string Label);

public enum GraphNodeKind
{
    Service,
    Store,
    Job,

    /// <summary>Pods of other namespaces.</summary>
    Neighbour,

    /// <summary>Outside of the cluster.</summary>
    Outside,
}
