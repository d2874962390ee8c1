using System.Runtime.InteropServices;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Merging;

/// <summary>
/// Merges layer upon layer as <see cref="DeepMerge"/> does one by one, but copies the outer maps once for all layers: the
/// map of all components grows with every import, and copying it each time is what merging a stack used to cost.
/// </summary>
internal sealed class LayeredMerge(ListStrategy lists)
{
    // The manifest, `components` and the components of a type.
    private const int Levels = 3;

    private MapNode whole = MapNode.Empty;
    private Draft? draft;

    public void Add(MapNode layer)
    {
        if (layer.Count == 0 || ReferenceEquals(layer, whole)) return;
        if (draft is not null)
        {
            draft.Add(layer);
        }
        else if (whole.Count == 0)
        {
            whole = layer;
        }
        else
        {
            var changed = new Draft(whole, lists, Levels - 1);
            if (changed.Add(layer)) (whole, draft) = (MapNode.Empty, changed);
        }
    }

    /// <summary>All layers so far.</summary>
    public MapNode Result()
    {
        if (draft is null) return whole;
        (whole, draft) = (draft.ToMap(), null);
        return whole;
    }

    /// <summary>A map being changed: values are nodes or drafts.</summary>
    private sealed class Draft
    {
        private const int IndexFrom = 16;

        private readonly List<KeyValuePair<string, object>> entries;
        private readonly ListStrategy lists;
        private readonly int levelsBelow;
        private Dictionary<string, int>? index;
        private SourceMark mark;

        public Draft(MapNode map, ListStrategy lists, int levelsBelow)
        {
            (this.lists, this.levelsBelow, mark) = (lists, levelsBelow, map.Mark);
            entries = new List<KeyValuePair<string, object>>(map.Count + 8);
            for (var i = 0; i < map.Count; i++) Append(map[i].Key, map[i].Value);
        }

        /// <returns>Whether it says something new.</returns>
        public bool Add(MapNode upper)
        {
            var changed = false;
            for (var i = 0; i < upper.Count; i++)
            {
                var (key, value) = upper[i];
                var at = PositionOf(key);
                if (at < 0)
                {
                    Append(key, value);
                    changed = true;
                    continue;
                }

                var (merged, isNew) = Merged(entries[at].Value, value);
                if (!isNew) continue;
                CollectionsMarshal.AsSpan(entries)[at] = new(entries[at].Key, merged);
                changed = true;
            }

            if (changed) mark = upper.Mark;
            return changed;
        }

        public MapNode ToMap()
        {
            var made = new KeyValuePair<string, Node>[entries.Count];
            for (var i = 0; i < made.Length; i++) made[i] = new(entries[i].Key, Settled(entries[i].Value));
            return new MapNode(made, mark);
        }

        private (object Value, bool IsNew) Merged(object lower, Node upper)
        {
            if (upper is MapNode above && levelsBelow > 0)
            {
                if (lower is Draft known) return (known, known.Add(above));
                if (lower is MapNode { Count: > 0 } below && above.Count > 0 && !ReferenceEquals(below, above))
                {
                    var draft = new Draft(below, lists, levelsBelow - 1);
                    return draft.Add(above) ? (draft, true) : (below, false);
                }
            }

            var node = Settled(lower);
            var merged = DeepMerge.Value(node, upper, lists);
            return (merged, !ReferenceEquals(merged, node));
        }

        private static Node Settled(object value) => value is Draft draft ? draft.ToMap() : (Node)value;

        private void Append(string key, object value)
        {
            index?.Add(key, entries.Count);
            entries.Add(new(key, value));
        }

        private int PositionOf(string key)
        {
            if (entries.Count >= IndexFrom) return Index().GetValueOrDefault(key, -1);
            var span = CollectionsMarshal.AsSpan(entries);
            for (var i = 0; i < span.Length; i++)
                if (span[i].Key == key)
                    return i;
            return -1;
        }

        private Dictionary<string, int> Index()
        {
            if (index is not null) return index;
            index = new Dictionary<string, int>(entries.Count * 2, StringComparer.Ordinal);
            for (var i = 0; i < entries.Count; i++) index.Add(entries[i].Key, i);
            return index;
        }
    }
}
