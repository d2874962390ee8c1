using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Objects;

/// <summary>Maps and lists as objects are written down. A field without a value is left out.</summary>
internal static class Fields
{
    public static MapNode Map(params ReadOnlySpan<Field> fields)
    {
        var entries = new List<KeyValuePair<string, Node>>(fields.Length);
        foreach (var field in fields)
            if (field.Value is { } value)
                entries.Add(new(field.Key, value));
        return new MapNode([.. entries]);
    }

    public static MapNode Map(IEnumerable<KeyValuePair<string, string>> texts) => new([.. texts.Select(pair => KeyValuePair.Create(pair.Key, (Node)new StringNode(pair.Value)))]);

    public static ListNode List(params ReadOnlySpan<Node> items) => new(items.ToArray());

    public static ListNode List(IEnumerable<Node> items) => new([.. items]);

    public static ListNode List(IEnumerable<string> texts) => new([.. texts.Select(text => (Node)new StringNode(text))]);

    /// <summary>Null for an empty collection, so that its field is left out.</summary>
    public static MapNode? Some(this MapNode map) => map.Count == 0 ? null : map;

    public static ListNode? Some(this ListNode list) => list.Count == 0 ? null : list;
}

/// <summary>A key and what stands under it: made from a pair, `("replicas", 3)`.</summary>
internal readonly record struct Field(string Key, Node? Value)
{
    public static implicit operator Field((string Key, Node? Value) pair) => new(pair.Key, pair.Value);

    public static implicit operator Field((string Key, MapNode? Value) pair) => new(pair.Key, pair.Value);

    public static implicit operator Field((string Key, ListNode? Value) pair) => new(pair.Key, pair.Value);

    public static implicit operator Field((string Key, string? Value) pair) => new(pair.Key, pair.Value is null ? null : new StringNode(pair.Value));

    public static implicit operator Field((string Key, int Value) pair) => new(pair.Key, new IntNode(pair.Value));

    public static implicit operator Field((string Key, int? Value) pair) => new(pair.Key, pair.Value is { } number ? new IntNode(number) : null);

    public static implicit operator Field((string Key, bool Value) pair) => new(pair.Key, new BoolNode(pair.Value));
}
