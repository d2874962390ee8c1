using System.Globalization;
using Gaia.Documents.Nodes;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Serialization;

namespace Gaia.Documents.Toml;

/// <summary>TOML text as nodes. Dates and times stay text.</summary>
public static class TomlReader
{
    public static bool TryRead(string text, out Node value, out string fault)
    {
        try
        {
            value = Value(TomlSerializer.Deserialize(text, TomlModels.Default.TomlTable));
            fault = "";
            return true;
        }
        catch (TomlException e)
        {
            (value, fault) = (NullNode.Instance, e.Message);
            return false;
        }
    }

    private static Node Value(object? value) => value switch
    {
        TomlTable table => new MapNode(table.Select(entry => KeyValuePair.Create(entry.Key, Value(entry.Value))).ToArray()),
        TomlTableArray tables => new ListNode(tables.Select(Value).ToList()),
        TomlArray items => new ListNode(items.Select(Value).ToList()),
        string text => new StringNode(text),
        long whole => new IntNode(whole),
        double number => new FloatNode(number),
        bool truth => new BoolNode(truth),
        null => NullNode.Instance,
        IFormattable other => new StringNode(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => new StringNode(value.ToString() ?? ""),
    };
}

[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlModels : TomlSerializerContext;
