using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>What templates read, for every environment. A place is made once; a second use of it has to mean the same.</summary>
internal sealed partial class ChartValues(int environments)
{
    private readonly Dictionary<string, (string[] Path, Node?[] Values)> places = new(StringComparer.Ordinal);

    /// <param name="values">One for each environment; null: the place is empty there.</param>
    /// <returns>False: the place means something else already.</returns>
    public bool TryAdd(string[] path, Node?[] values)
    {
        var key = string.Join('\0', path);
        if (places.TryGetValue(key, out var known)) return known.Values.SequenceEqual(values);
        places.Add(key, (path, values));
        return true;
    }

    public Node? At(string[] path, int environment) => places.TryGetValue(string.Join('\0', path), out var known) ? known.Values[environment] : null;

    public MapNode Of(int environment)
    {
        var all = MapNode.Empty;
        foreach (var (path, values) in places.Values)
            all = values[environment] is { } value ? Put(all, path, value) : Put(all, path[..^1], null);
        return all;
    }

    /// <summary>What has to be said over the first environment's values: only what differs, null for what goes.</summary>
    public MapNode Difference(int environment) => (MapNode?)Difference(Of(0), Of(environment)) ?? MapNode.Empty;

    public IReadOnlyList<MapNode> All => [.. Enumerable.Range(0, environments).Select(Of)];

    /// <summary>How a template names a place: `.Values.namespace.name`, `(index .Values "workloads" "my-api" "image")`.</summary>
    public static string Reference(params IReadOnlyList<string> path) => path.All(word => Identifier().IsMatch(word))
        ? string.Concat(path.Prepend(".Values").Select((word, at) => at == 0 ? word : $".{word}"))
        : $"(index .Values {string.Join(' ', path.Select(word => $"\"{word}\""))})";

    // Null only makes sure that the maps on the way are there.
    private static MapNode Put(MapNode map, ReadOnlySpan<string> path, Node? value)
    {
        if (path.Length == 0) return map;
        if (path.Length == 1) return value is not null ? map.With(path[0], value) : map[path[0]] is null ? map.With(path[0], MapNode.Empty) : map;
        return map.With(path[0], Put(map.Map(path[0]) ?? MapNode.Empty, path[1..], value));
    }

    private static Node? Difference(Node from, Node to)
    {
        if (from.Equals(to)) return null;
        if (from is not MapNode before || to is not MapNode after) return to;
        var entries = new List<KeyValuePair<string, Node>>();
        foreach (var (key, value) in after)
            if (before[key] is not { } old) entries.Add(new(key, value));
            else if (Difference(old, value) is { } changed) entries.Add(new(key, changed));
        foreach (var (key, _) in before)
            if (after[key] is null)
                entries.Add(new(key, NullNode.Instance));
        return new MapNode([.. entries]);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
