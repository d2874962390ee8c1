using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Gaia.Stacks.Nodes;

public sealed class ListNode(IReadOnlyList<Node> items, SourceMark mark = default) : Node(mark), IReadOnlyList<Node>
{
    public static ListNode Empty { get; } = new([]);

    public override string Kind => "list";

    public int Count => items.Count;

    public Node this[int index] => items[index];

    public IEnumerator<Node> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public override bool Equals(object? obj) => obj is ListNode other && items.SequenceEqual(other);

    public override int GetHashCode() => items.Aggregate(items.Count, (hash, item) => HashCode.Combine(hash, item));
}

/// <summary>Keys are unique strings in the order they were first written. Lookups are ordinal.</summary>
public sealed class MapNode : Node, IReadOnlyList<KeyValuePair<string, Node>>
{
    // Most maps of a stack are small: below this a scan beats a dictionary in time and in memory.
    private const int IndexFrom = 9;

    private readonly KeyValuePair<string, Node>[] entries;
    private Dictionary<string, int>? index;

    public MapNode(KeyValuePair<string, Node>[] entries, SourceMark mark = default) : base(mark) => this.entries = entries;

    public static MapNode Empty { get; } = new([]);

    public override string Kind => "map";

    public int Count => entries.Length;

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

    // Racing builders make equal dictionaries; the last write wins and both are right.
    private Dictionary<string, int> Index()
    {
        if (index is not null) return index;
        var built = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++) built.Add(entries[i].Key, i);
        return index = built;
    }
}
