using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Lays an environment over the file's level: maps merge, lists and scalars replace, null removes.</summary>
internal static class SettingsMerge
{
    /// <summary>The result holds no null under a key, and `scaling` as a map.</summary>
    public static MapNode Over(MapNode below, MapNode above) => Merge(below, above, "");

    /// <summary>A level with what stands at one place of it alone; null: nothing does.</summary>
    public static MapNode? Part(MapNode level, IReadOnlyList<string> steps) => Part(level, steps, "");

    private static MapNode? Part(MapNode map, IReadOnlyList<string> steps, string path)
    {
        var (key, value) = map.FirstOrDefault(entry => string.Equals(entry.Key, steps[0], Comparison(path)));
        var part = value is null || steps.Count == 1 ? value : value is MapNode below ? Part(below, [.. steps.Skip(1)], $"{path}/{key}") : null;
        return part is null ? null : new MapNode([new(key, part)], map.Mark);
    }

    private static MapNode Merge(MapNode below, MapNode above, string path)
    {
        var comparison = Comparison(path);
        var entries = new List<KeyValuePair<string, Node>>(below.Count + above.Count);
        foreach (var (key, value) in below)
            Add(key, value, above.FirstOrDefault(entry => string.Equals(entry.Key, key, comparison)).Value);
        foreach (var (key, value) in above)
            if (!below.Any(entry => string.Equals(entry.Key, key, comparison)))
                Add(key, null, value);
        return new MapNode([.. entries], above.Count == 0 ? below.Mark : above.Mark);

        void Add(string key, Node? lower, Node? upper)
        {
            lower = lower is null ? null : ScalingWords.Expand(key, path, lower);
            var value = upper is null ? lower! : ScalingWords.Expand(key, path, upper);
            // A word stands for the whole of the scaling, so that nothing below it is kept.
            var kept = upper is null or StringNode ? null : lower as MapNode;
            if (value is not NullNode) entries.Add(new(key, value is MapNode map ? Merge(kept ?? MapNode.Empty, map, $"{path}/{key}") : value));
        }
    }

    /// <summary>Names of the manifest are compared as the manifest compares them, everything else to the letter.</summary>
    public static StringComparison Comparison(string path) =>
        path is "/resources" or "/parameters" or "/secrets/places" or "/storage/volumes" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
