using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>
/// A map that template functions may change in place (dict, set, unset, merge). Lives only while a template runs:
/// <see cref="Shape.Freeze"/> turns it into a <see cref="MapNode"/> before anything outside sees it.
/// </summary>
internal sealed class DictNode(OrderedDictionary<string, Node> entries, SourceMark mark = default) : Node(mark)
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

    /// <summary>Sets an entry; a map that would hold itself is refused, since walking it would never end.</summary>
    public void Put(string key, Node value)
    {
        if (Reaches(value)) throw new TemplateCallException($"the map would hold itself at key \"{key}\"");
        entries[key] = value;
    }

    // Plain maps come from data and cannot hold a dict.
    private bool Reaches(Node value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            DictNode dict => ReferenceEquals(dict, this) || dict.Entries.Values.Any(Reaches),
            ListNode list => list.Any(Reaches),
            _ => false,
        };
    }

    public override bool Equals(object? obj) => obj is Node other && DeepEquality.Comparer.Equals(this, other);

    public override int GetHashCode() => DeepEquality.Comparer.GetHashCode(this);
}
