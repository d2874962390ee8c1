using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Yq.Operations;

internal static class Scalars
{
    /// <summary>A scalar as YAML writes it without quotes; anything else as JSON.</summary>
    public static string Text(Node value) => value switch
    {
        StringNode text => text.Value,
        FloatNode number => GoFloat.Text(number.Value),
        MapNode or ListNode => NodeJson.Write(value, 0, escapeHtml: false),
        _ => value.ToString()!,
    };

    public static string Tag(Node value) => value switch
    {
        NullNode => "!!null",
        BoolNode => "!!bool",
        IntNode => "!!int",
        FloatNode => "!!float",
        StringNode => "!!str",
        ListNode => "!!seq",
        _ => "!!map",
    };

    public static Node Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return new IntNode(whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new FloatNode(number) : NullNode.Instance;
    }

    public static double? AsDouble(Node value) => value switch
    {
        IntNode number => number.Value,
        FloatNode number => number.Value,
        _ => null,
    };

    /// <summary>Nulls, booleans, numbers, strings, lists, maps; numbers by size, strings by their characters.</summary>
    public static int Compare(Node a, Node b)
    {
        var (x, y) = (AsDouble(a), AsDouble(b));
        if (x is not null && y is not null) return x.Value.CompareTo(y.Value);
        if (a is StringNode s && b is StringNode t) return string.CompareOrdinal(s.Value, t.Value);
        if (a is BoolNode p && b is BoolNode q) return p.Value.CompareTo(q.Value);
        return Rank(a).CompareTo(Rank(b));
    }

    private static int Rank(Node value) => value switch
    {
        NullNode => 0,
        BoolNode => 1,
        IntNode or FloatNode => 2,
        StringNode => 3,
        ListNode => 4,
        _ => 5,
    };
}
