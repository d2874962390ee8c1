using System.Globalization;
using System.Text;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Network.Graphs;

/// <summary>The graph as a Mermaid flowchart, which code hosts draw in Markdown.</summary>
public static class GraphMermaid
{
    public static string Write(AppModel model) => Write(NetworkGraph.Of(model));

    /// <summary>Nodes go by number: `end` and others are words of Mermaid.</summary>
    public static string Write(NetworkGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = graph.Nodes.Index().ToDictionary(node => node.Item.Name, node => $"n{node.Index}", StringComparer.Ordinal);
        foreach (var node in graph.Nodes) text.Append(CultureInfo.InvariantCulture, $"  {ids[node.Name]}{Shape(node)}\n");
        foreach (var edge in graph.Edges) text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.From]} -->|\"{Escape(edge.Label)}\"| {ids[edge.To]}\n");
        return text.ToString();
    }

    private static string Shape(GraphNode node)
    {
        var label = $"\"{Escape(node.Name)}\"";
        return node.Kind switch
        {
            GraphNodeKind.Service => $"[{label}]",
            GraphNodeKind.Store => $"[({label})]",
            GraphNodeKind.Job => $"[[{label}]]",
            GraphNodeKind.Neighbour => $"{{{{{label}}}}}",
            GraphNodeKind.Outside => $"([{label}])",
        };
    }

    // Entities of Mermaid: numbers of characters between # and ;.
    private static string Escape(string text) => string.Concat(text.Select(letter =>
        letter is '"' or '#' or '<' or '>' or '&' or '`' or '\\' || char.IsControl(letter) ? $"#{(int)letter};" : letter.ToString()));
}
