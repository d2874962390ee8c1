using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

internal static class SizeChecks
{
    public static Keyword Size(KeywordContext context, string at, string name, Node value)
    {
        if (value is not IntNode { Value: >= 0 } bound) throw context.Fail(name, "needs a whole number of 0 or more", value);
        var least = name.StartsWith("min", StringComparison.Ordinal);
        var (what, measure) = name[3..] switch
        {
            "Items" => ("items", (Func<Node, int>)(node => node is ListNode list ? list.Count : -1)),
            "Properties" => ("keys", node => node is MapNode map ? map.Count : -1),
            _ => ("characters", node => node is StringNode text ? text.Value.EnumerateRunes().Count() : -1),
        };
        return new Assertion(at, instance => measure(instance) is var size && (size < 0 || (least ? size >= bound.Value : size <= bound.Value))
            ? null
            : $"{size} {what}, but {(least ? "at least" : "at most")} {bound.Value} are wanted");
    }

    public static Keyword Number(KeywordContext context, string at, string name, Node value)
    {
        if (Value(value) is not { } bound) throw context.Fail(name, "needs a number", value);
        var shown = bound.ToString("R", CultureInfo.InvariantCulture);
        return new Assertion(at, instance => Value(instance) is not { } number ? null : name switch
        {
            "minimum" => number >= bound ? null : $"{instance} is less than {shown}",
            "maximum" => number <= bound ? null : $"{instance} is more than {shown}",
            "exclusiveMinimum" => number > bound ? null : $"{instance} is not more than {shown}",
            "exclusiveMaximum" => number < bound ? null : $"{instance} is not less than {shown}",
            _ => bound == 0 || Math.Abs(Math.IEEERemainder(number, bound)) < 1e-9 ? null : $"{instance} is not a multiple of {shown}",
        });
    }

    private static double? Value(Node node) => node switch { IntNode number => number.Value, FloatNode number => number.Value, _ => null };
}
