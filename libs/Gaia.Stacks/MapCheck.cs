using System.Diagnostics.CodeAnalysis;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks;

/// <summary>Where a map must stand. What is not said, or said to be null, is an empty map.</summary>
internal static class MapCheck
{
    public static bool IsMap([NotNullWhen(false)] this Node? node, out MapNode map)
    {
        map = node as MapNode ?? MapNode.Empty;
        return node is null or NullNode or MapNode;
    }

    /// <param name="what">`'vars'`, `the component 'vpc'`.</param>
    public static StacksInvalidException NotAMap(this Node node, string code, string what, string? manifest = null) => new(
        code, $"{what} must be a map, not {node.KindWords}{(manifest is null ? "" : $" (stack manifest '{manifest}')")}", node.Mark);
}
