using System.Text.Json;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Yaml;

/// <summary>JSON to nodes; whole numbers stay whole.</summary>
public static class JsonReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Node Read(string text, SourceMark mark = default)
    {
        using var document = JsonDocument.Parse(text, Options);
        return Node(document.RootElement, mark);
    }

    public static Node Read(ReadOnlyMemory<byte> bytes, SourceMark mark = default)
    {
        using var document = JsonDocument.Parse(bytes, Options);
        return Node(document.RootElement, mark);
    }

    public static Node Node(JsonElement element, SourceMark mark = default) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element, mark),
        JsonValueKind.Array => new ListNode([.. element.EnumerateArray().Select(item => Node(item, mark))], mark),
        JsonValueKind.String => new StringNode(element.GetString()!, mark),
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? new IntNode(integer, mark) : new FloatNode(element.GetDouble(), mark),
        JsonValueKind.True => new BoolNode(true, mark),
        JsonValueKind.False => new BoolNode(false, mark),
        _ => new NullNode(mark),
    };

    // The last of equal names counts, as in Go.
    private static MapNode Map(JsonElement element, SourceMark mark)
    {
        var entries = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject()) entries[property.Name] = Node(property.Value, mark);
        return new MapNode([.. entries], mark);
    }
}
