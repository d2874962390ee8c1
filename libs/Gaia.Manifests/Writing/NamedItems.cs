using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Writing;

/// <summary>A list of maps that are known by their `name`, each by another: containers, environment variables, ports.</summary>
internal sealed class NamedItems
{
    private readonly Dictionary<string, int> places;

    private NamedItems(IReadOnlyList<string> names)
    {
        Names = names;
        places = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public static NamedItems? TryRead(ListNode list)
    {
        var names = list.Select(item => (item as MapNode)?.Text("name")).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == list.Count && list.Count > 0 ? new NamedItems(names) : null;
    }

    public int? At(string name) => places.TryGetValue(name, out var place) ? place : null;

    /// <summary>Whether the names that both have follow each other in the same order.</summary>
    public bool KeepsOrderOf(NamedItems other) =>
        Names.Where(name => other.At(name) is not null).SequenceEqual(other.Names.Where(name => At(name) is not null), StringComparer.Ordinal);
}
