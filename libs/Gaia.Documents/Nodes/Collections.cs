using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Gaia.Documents.Nodes;

/// <param name="appends">Written with !append: merging adds it to the list below instead of replacing that.</param>
public sealed class ListNode(IReadOnlyList<Node> items, SourceMark mark = default, bool appends = false)
    : Node(mark, TraitsOf(items, appends)), IReadOnlyList<Node>
{
    private long weight;
    private int depth;

    public static ListNode Empty { get; } = new([]);

    public override string Kind => "list";

    public int Count => items.Count;

    public override long Weight => weight != 0 ? weight : weight = items.Aggregate(1L, (sum, item) => Weights.Sum(sum, item.Weight));

    public override int Depth => depth != 0 ? depth : depth = 1 + items.Aggregate(0, (most, item) => Math.Max(most, item.Depth));

    public bool Appends => appends;

    public Node this[int index] => items[index];

    public IEnumerator<Node> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public override bool Equals(object? obj) => obj is ListNode other && items.SequenceEqual(other);

    public override int GetHashCode() => items.Aggregate(items.Count, (hash, item) => HashCode.Combine(hash, item));

    private static NodeTraits TraitsOf(IReadOnlyList<Node> items, bool appends)
    {
        var traits = appends ? NodeTraits.Append : NodeTraits.None;
        for (var i = 0; i < items.Count; i++) traits |= items[i].Traits;
        return traits;
    }
}

/// <summary>Keys are unique strings in the order they were first written. Lookups are ordinal.</summary>
public sealed class MapNode : Node, IReadOnlyList<KeyValuePair<string, Node>>
{
    // Most maps of a stack are small: below this a scan beats a dictionary in time and in memory.
    private const int IndexFrom = 33;

    private readonly KeyValuePair<string, Node>[] entries;
    private Dictionary<string, int>? index;
    private long weight;
    private int depth;

    public MapNode(KeyValuePair<string, Node>[] entries, SourceMark mark = default) : base(mark, TraitsOf(entries)) =>
        this.entries = entries;

    public static MapNode Empty { get; } = new([]);

    public override string Kind => "map";

    public int Count => entries.Length;

    public override long Weight => weight != 0 ? weight : weight = entries.Aggregate(1L, (sum, entry) => Weights.Sum(sum, entry.Value.Weight));

    public override int Depth => depth != 0 ? depth : depth = 1 + entries.Aggregate(0, (most, entry) => Math.Max(most, entry.Value.Depth));

    public KeyValuePair<string, Node> this[int position] => entries[position];

    public Node? this[string key] => TryGet(key, out var value) ? value : null;

    public bool TryGet(string key, [NotNullWhen(true)] out Node? value)
    {
        var position = PositionOf(key);
        value = position < 0 ? null : entries[position].Value;
        return value is not null;
    }

    public int PositionOf(string key)
    {
        if (entries.Length >= IndexFrom) return Index().GetValueOrDefault(key, -1);
        for (var i = 0; i < entries.Length; i++)
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                return i;
        return -1;
    }

    public IEnumerator<KeyValuePair<string, Node>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, Node>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    public override bool Equals(object? obj) => obj is MapNode other && other.Count == Count
        && entries.All(entry => other.TryGet(entry.Key, out var value) && entry.Value.Equals(value));

    public override int GetHashCode() =>
        entries.Aggregate(entries.Length, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

    private static NodeTraits TraitsOf(KeyValuePair<string, Node>[] entries)
    {
        var traits = NodeTraits.None;
        foreach (var entry in entries)
        {
            traits |= entry.Value.Traits;
            if (entry.Key.Contains("{{", StringComparison.Ordinal)) traits |= NodeTraits.Template;
        }

        return traits;
    }

    // Racing builders make equal dictionaries; the last write wins and both are right.
    private Dictionary<string, int> Index()
    {
        if (index is not null) return index;
        var built = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++) built.Add(entries[i].Key, i);
        return index = built;
    }
}

file static class Weights
{
    /// <summary>No more than a long holds.</summary>
    public static long Sum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
