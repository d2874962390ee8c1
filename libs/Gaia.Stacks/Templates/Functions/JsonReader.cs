using System.Text;
using System.Text.Json;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates.Functions;

/// <summary>JSON text as nodes.</summary>
internal static class JsonReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <param name="wholeNumbers">Numbers without fraction become ints instead of floats.</param>
    public static bool TryRead(string text, bool wholeNumbers, out Node value, out string fault)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Options);
            reader.Read();
            value = Value(ref reader, wholeNumbers);
            while (reader.Read()) { }
            fault = "";
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            (value, fault) = (NullNode.Instance, e.Message);
            return false;
        }
    }

    private static Node Value(ref Utf8JsonReader reader, bool wholeNumbers)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    reader.Read();
                    entries[key] = Value(ref reader, wholeNumbers);
                }
                return new MapNode([.. entries]);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, wholeNumbers));
                return new ListNode(items);
            case JsonTokenType.String: return new StringNode(reader.GetString()!);
            case JsonTokenType.Number: return wholeNumbers && reader.TryGetInt64(out var whole) ? new IntNode(whole) : new FloatNode(reader.GetDouble());
            case JsonTokenType.True: return new BoolNode(true);
            case JsonTokenType.False: return new BoolNode(false);
            case JsonTokenType.Null: return NullNode.Instance;
            default: throw new JsonException("no JSON value");
        }
    }
}
