using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Describe;

/// <summary>Which file and line gave each single value of a component, or of a part of it.</summary>
public static class Provenance
{
    /// <param name="section">`vars` or `vars.tags`; everything unless given.</param>
    /// <exception cref="StacksNotFoundException">`provenance.no-value`, with the sections there are.</exception>
    public static MapNode Part(MapNode evaluated, string? section)
    {
        if (string.IsNullOrEmpty(section)) return evaluated;
        var keys = section.TrimStart('.').Split('.');
        var part = evaluated.At(keys) ?? throw new StacksNotFoundException("provenance.no-value",
            $"The component has no value at '{section}'. Its sections are {string.Join(", ", evaluated.Select(entry => entry.Key).Order(StringComparer.Ordinal))}.",
            NearestNames.Of(keys[0], evaluated.Select(entry => entry.Key)));
        return keys.Reverse().Aggregate(part, (inner, key) => new MapNode([new(key, inner)])) as MapNode ?? evaluated;
    }

    /// <summary>In the order of their paths; what Gaia made itself has no place and is left out.</summary>
    public static IEnumerable<ProvenanceEntry> Of(Node node, string path = "") => node switch
    {
        MapNode { Count: > 0 } map => map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .SelectMany(entry => Of(entry.Value, path.Length == 0 ? Key(entry.Key) : $"{path}.{Key(entry.Key)}")),
        ListNode { Count: > 0 } list => list.SelectMany((item, at) => Of(item, $"{path}[{at}]")),
        _ when node.Mark.File is not null => [new ProvenanceEntry(path, node)],
        _ => [],
    };

    private static string Key(string key) => key.Contains('.', StringComparison.Ordinal) ? $"\"{key}\"" : key;
}

/// <param name="Path">`vars.tags.stage`, `vars.zones[0]`.</param>
public sealed record ProvenanceEntry(string Path, Node Value)
{
    public MapNode ToNode() => new(
    [
        new("path", new StringNode(Path)),
        new("value", Value),
        new("file", new StringNode(Value.Mark.File ?? "")),
        new("line", new IntNode(Value.Mark.Line)),
        new("column", new IntNode(Value.Mark.Column)),
    ]);
}
