using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Looks into objects whose shape is not certain: what is not there reads as nothing.</summary>
internal static class Reading
{
    public static Node? At(this Node? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path) node = (node as MapNode)?[key];
        return node;
    }

    public static MapNode MapAt(this Node? node, params ReadOnlySpan<string> path) => node.At(path) as MapNode ?? MapNode.Empty;

    public static IEnumerable<Node> ItemsAt(this Node? node, params ReadOnlySpan<string> path) => node.At(path) as ListNode ?? ListNode.Empty;

    public static string? TextAt(this Node? node, params ReadOnlySpan<string> path) => node.At(path) is { } value and not (MapNode or ListNode or NullNode) ? value.ToString() : null;

    public static long? NumberAt(this Node? node, params ReadOnlySpan<string> path) => (node.At(path) as IntNode)?.Value;

    public static bool? FlagAt(this Node? node, params ReadOnlySpan<string> path) => (node.At(path) as BoolNode)?.Value;

    /// <summary>`Deployment/api`.</summary>
    public static string Title(this KubernetesObject item) => $"{item.Kind}/{item.Name}";

    /// <summary>Whether labels are those that a selector asks for. An empty selector fits nothing here.</summary>
    public static bool Fits(this MapNode selector, MapNode labels) => selector.Count > 0 && selector.All(wanted => labels[wanted.Key] is { } label && label.Equals(wanted.Value));
}
