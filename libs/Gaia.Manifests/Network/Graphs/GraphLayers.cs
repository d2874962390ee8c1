namespace Gaia.Manifests.Network.Graphs;

/// <summary>
/// Puts nodes into layers from left to right so that edges go to a later layer, and orders each layer so that few edges cross. Edges that would go back are turned
/// round; edges that pass layers get a stop in each, so that they do not run through boxes.
/// </summary>
internal sealed class GraphLayers
{
    private const int Sweeps = 8;

    private readonly List<List<Stop>> layers = [];
    private readonly List<Route> routes = [];

    public GraphLayers(NetworkGraph graph)
    {
        var stops = graph.Nodes.ToDictionary(node => node.Name, node => new Stop(node), StringComparer.Ordinal);
        var forward = Forward(graph);
        Number(stops, forward);
        foreach (var (edge, isTurned) in forward) routes.Add(Lay(edge, isTurned, stops));
        Place(stops.Values);
        for (var sweep = 0; sweep < Sweeps; sweep++) Sweep(toRight: sweep % 2 == 0);
    }

    public IReadOnlyList<IReadOnlyList<Stop>> Layers => layers;

    /// <summary>In the graph's order; edges from a node to itself are not among them.</summary>
    public IReadOnlyList<Route> Routes => routes;

    // Depth first: an edge to a node that is still open closes a circle.
    private static List<(GraphEdge Edge, bool IsTurned)> Forward(NetworkGraph graph)
    {
        var from = graph.Edges.Where(edge => edge.From != edge.To).ToLookup(edge => edge.From);
        var hasIncoming = graph.Edges.Where(edge => edge.From != edge.To).Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        var (open, done, turned) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<GraphEdge>());
        foreach (var node in graph.Nodes.OrderBy(node => hasIncoming.Contains(node.Name))) Visit(node.Name);
        return [.. graph.Edges.Where(edge => edge.From != edge.To).Select(edge => (edge, turned.Contains(edge)))];

        void Visit(string name)
        {
            if (done.Contains(name) || !open.Add(name)) return;
            foreach (var edge in from[name])
            {
                if (open.Contains(edge.To)) turned.Add(edge);
                else Visit(edge.To);
            }
            open.Remove(name);
            done.Add(name);
        }
    }

    // The longest way to a node is its layer.
    private static void Number(Dictionary<string, Stop> stops, IReadOnlyList<(GraphEdge Edge, bool IsTurned)> edges)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (edge, isTurned) in edges)
            {
                var (left, right) = isTurned ? (stops[edge.To], stops[edge.From]) : (stops[edge.From], stops[edge.To]);
                if (right.Layer > left.Layer) continue;
                right.Layer = left.Layer + 1;
                changed = true;
            }
        }
        // What only starts stands just before what it reaches: a Job beside its database, not at the far left.
        foreach (var stop in stops.Values)
        {
            var right = edges.Where(edge => (edge.IsTurned ? edge.Edge.To : edge.Edge.From) == stop.Name).Select(edge => stops[edge.IsTurned ? edge.Edge.From : edge.Edge.To].Layer).ToList();
            var starts = edges.All(edge => (edge.IsTurned ? edge.Edge.From : edge.Edge.To) != stop.Name);
            if (starts && right.Count > 0) stop.Layer = right.Min() - 1;
        }
    }

    private Route Lay(GraphEdge edge, bool isTurned, Dictionary<string, Stop> stops)
    {
        var (left, right) = isTurned ? (stops[edge.To], stops[edge.From]) : (stops[edge.From], stops[edge.To]);
        var path = new List<Stop> { left };
        for (var layer = left.Layer + 1; layer < right.Layer; layer++)
        {
            var pass = new Stop(null) { Layer = layer };
            At(layer).Add(pass);
            path.Add(pass);
        }
        path.Add(right);
        for (var i = 1; i < path.Count; i++)
        {
            path[i - 1].Right.Add(path[i]);
            path[i].Left.Add(path[i - 1]);
        }
        return new Route(edge, isTurned, path);
    }

    private void Place(IEnumerable<Stop> stops)
    {
        foreach (var stop in stops.OrderBy(stop => stop.Name, StringComparer.Ordinal)) At(stop.Layer).Add(stop);
        foreach (var layer in layers) Number(layer);
    }

    private void Sweep(bool toRight)
    {
        foreach (var layer in toRight ? layers : Enumerable.Reverse(layers))
        {
            var ordered = layer.OrderBy(stop => Middle(toRight ? stop.Left : stop.Right, stop.Place)).ThenBy(stop => stop.Place).ToList();
            layer.Clear();
            layer.AddRange(ordered);
            Number(layer);
        }
    }

    private static double Middle(List<Stop> neighbours, int otherwise) => neighbours.Count == 0 ? otherwise : neighbours.Average(stop => stop.Place);

    private static void Number(List<Stop> layer)
    {
        for (var i = 0; i < layer.Count; i++) layer[i].Place = i;
    }

    private List<Stop> At(int layer)
    {
        while (layers.Count <= layer) layers.Add([]);
        return layers[layer];
    }
}

/// <summary>A node in its layer, or a place where a long edge passes a layer.</summary>
internal sealed class Stop(GraphNode? node)
{
    public GraphNode? Node => node;

    public string Name => node?.Name ?? "";

    public int Layer { get; set; }

    public int Place { get; set; }

    public List<Stop> Left { get; } = [];

    public List<Stop> Right { get; } = [];

    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; set; }

    public double Height { get; set; }
}

/// <param name="Path">From left to right, also where the edge itself goes from right to left.</param>
internal sealed record Route(GraphEdge Edge, bool IsTurned, IReadOnlyList<Stop> Path);
