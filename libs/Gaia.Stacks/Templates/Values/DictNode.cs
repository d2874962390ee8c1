using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates.Values;

/// <summary>
/// A map that template functions may change in place (dict, set, unset, merge). Lives only while a template runs:
/// <see cref="Shape.Freeze"/> turns it into a <see cref="MapNode"/> before anything outside sees it.
/// </summary>
internal sealed class DictNode(OrderedDictionary<string, Node> entries, Nodes.SourceMark mark = default) : Node(mark)
{
    public DictNode() : this(new OrderedDictionary<string, Node>(StringComparer.Ordinal))
    {
    }

    public OrderedDictionary<string, Node> Entries => entries;

    public override string Kind => "map";

    public static DictNode CopyOf(Node map)
    {
        var copy = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var (key, value) in Shape.Entries(map)) copy[key] = value;
        return new DictNode(copy, map.Mark);
    }
}
