using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Stacks.Merging;

/// <summary>Deep merge of immutable maps: what only one side has is shared, never copied.</summary>
public static class DeepMerge
{
    private const int FewKeys = 32;

    public static MapNode Merge(MapNode lower, MapNode upper, ListStrategy lists = ListStrategy.Replace)
    {
        if (upper.Count == 0 || ReferenceEquals(lower, upper)) return lower;
        if (lower.Count == 0) return upper;
        Span<int> positions = upper.Count <= FewKeys ? stackalloc int[FewKeys] : new int[upper.Count];
        var added = 0;
        for (var i = 0; i < upper.Count; i++)
            if ((positions[i] = lower.PositionOf(upper[i].Key)) < 0)
                added++;
        // Nothing is copied before something changes.
        var (entries, count) = (added > 0 ? Copy(lower, added) : null, lower.Count);
        for (var i = 0; i < upper.Count; i++)
        {
            var (key, value) = upper[i];
            var position = positions[i];
            var merged = position < 0 ? value : Value(lower[position].Value, value, lists);
            if (position >= 0 && ReferenceEquals(merged, lower[position].Value)) continue;
            entries ??= Copy(lower, 0);
            entries[position < 0 ? count++ : position] = new(key, merged);
        }

        return entries is null ? lower : new MapNode(entries, upper.Mark);
    }

    private static KeyValuePair<string, Node>[] Copy(MapNode map, int more)
    {
        var entries = new KeyValuePair<string, Node>[map.Count + more];
        for (var i = 0; i < map.Count; i++) entries[i] = map[i];
        return entries;
    }

    /// <summary>Merges in order; nulls count as nothing.</summary>
    public static MapNode Merge(ListStrategy lists, params ReadOnlySpan<MapNode?> layers)
    {
        var merged = MapNode.Empty;
        foreach (var layer in layers)
            if (layer is not null)
                merged = Merge(merged, layer, lists);
        return merged;
    }

    internal static Node Value(Node lower, Node upper, ListStrategy lists) => (lower, upper) switch
    {
        (MapNode below, MapNode above) => Merge(below, above, lists),
        (DeferredNode, MapNode or ListNode or DeferredNode) => new DeferredNode(lower, upper),
        (MapNode or ListNode, DeferredNode) => new DeferredNode(lower, upper),
        (MapNode or ListNode or DeferredNode, StringNode call) when IsCall(call) => new DeferredNode(lower, upper),
        (StringNode call, MapNode or DeferredNode) when IsCall(call) => new DeferredNode(lower, upper),
        (StringNode call, ListNode above) when IsCall(call) && (above.Appends || lists != ListStrategy.Replace) => new DeferredNode(lower, upper),
        (ListNode below, ListNode above) => List(below, above, lists),
        _ => upper,
    };

    private static bool IsCall(StringNode text) => text.Has(NodeTraits.Function) && YamlFunctions.IsCall(text.Value) && text.Value != "!unset";

    private static Node List(ListNode lower, ListNode upper, ListStrategy lists)
    {
        if (upper.Appends || lists == ListStrategy.Append)
            return upper.Count == 0 ? lower : new ListNode([.. lower, .. upper], upper.Mark, lower.Appends);
        if (lists == ListStrategy.Replace) return upper;
        var items = new Node[Math.Max(lower.Count, upper.Count)];
        for (var i = 0; i < items.Length; i++)
            items[i] = i >= upper.Count ? lower[i]
                : i >= lower.Count ? upper[i]
                : (lower[i], upper[i]) is (MapNode below, MapNode above) ? Merge(below, above, lists) : lower[i];
        return new ListNode(items, upper.Mark);
    }
}
