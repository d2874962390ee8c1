using System.Text;
using System.Text.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Json;

/// <summary>JSON to nodes. Of equal names the last value wins, as in Go.</summary>
public static class JsonReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>Whole numbers become ints. Every node has the mark.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Node Read(string text, SourceMark mark = default) => Read(Encoding.UTF8.GetBytes(text), mark);

    /// <inheritdoc cref="Read(string, SourceMark)"/>
    public static Node Read(ReadOnlyMemory<byte> bytes, SourceMark mark = default)
    {
        try
        {
            return Document(bytes.Span, wholeNumbers: true, new JsonMarks(mark));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>Whole numbers become ints. Every node has the mark of its first character. A name that stands twice in an object is refused.</summary>
    /// <exception cref="DocumentException">`json.syntax`, `json.duplicate-name`: with file, line and column.</exception>
    public static Node ReadMarked(string text, string file)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var marks = new JsonMarks(bytes, file);
        try
        {
            return Document(bytes, wholeNumbers: true, marks);
        }
        catch (JsonException e)
        {
            throw new DocumentException("json.syntax", $"It is not JSON: {JsonFault.Said(e)}.", marks.OfFault(e), inner: e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new DocumentException("json.syntax", $"It is not JSON: {e.Message.TrimEnd('.')}.", marks.Last, inner: e);
        }
    }

    /// <param name="wholeNumbers">Numbers without fraction become ints instead of floats.</param>
    public static bool TryRead(string text, bool wholeNumbers, out Node value, out string fault)
    {
        try
        {
            value = Document(Encoding.UTF8.GetBytes(text), wholeNumbers, new JsonMarks(default(SourceMark)));
            fault = "";
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            (value, fault) = (NullNode.Instance, e is JsonException json ? JsonFault.Words(json) : e.Message);
            return false;
        }
    }

    private static Node Document(ReadOnlySpan<byte> bytes, bool wholeNumbers, JsonMarks marks)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        reader.Read();
        var value = Value(ref reader, wholeNumbers, marks);
        while (reader.Read()) { }
        return value;
    }

    private static Node Value(ref Utf8JsonReader reader, bool wholeNumbers, JsonMarks marks)
    {
        var mark = marks.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    if (entries.ContainsKey(key)) marks.RefuseTwice(key, reader.TokenStartIndex);
                    reader.Read();
                    entries[key] = Value(ref reader, wholeNumbers, marks);
                }
                return new MapNode([.. entries], mark);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, wholeNumbers, marks));
                return new ListNode(items, mark);
            case JsonTokenType.String: return new StringNode(reader.GetString()!, mark);
            case JsonTokenType.Number: return wholeNumbers && reader.TryGetInt64(out var whole) ? new IntNode(whole, mark) : new FloatNode(reader.GetDouble(), mark);
            case JsonTokenType.True: return new BoolNode(true, mark);
            case JsonTokenType.False: return new BoolNode(false, mark);
            case JsonTokenType.Null: return new NullNode(mark);
            default: throw new JsonException("no JSON value");
        }
    }
}
