using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Templates.Printing;
using Gaia.Templates.Syntax;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions;

/// <summary>Sprig's lenient conversions: what does not convert is 0, never an error.</summary>
internal static class Cast
{
    public static string Text(Node value) => GoPrinter.Text(value);

    public static long Int(Node value) => value switch
    {
        IntNode number => number.Value,
        FloatNode number => FromDouble(number.Value),
        BoolNode flag => flag.Value ? 1 : 0,
        StringNode text => ParseInt(text.Value) ?? 0,
        DurationNode duration => duration.Nanoseconds,
        _ => 0,
    };

    public static double Float(Node value) => value switch
    {
        IntNode number => number.Value,
        FloatNode number => number.Value,
        BoolNode flag => flag.Value ? 1 : 0,
        StringNode text => ParseFloat(text.Value) ?? 0,
        DurationNode duration => duration.Nanoseconds,
        _ => 0,
    };

    /// <summary>With Go's base prefixes; "3.00" counts as 3.</summary>
    public static long? ParseInt(string text)
    {
        var dot = text.IndexOf('.');
        if (dot > 0 && text.AsSpan(dot + 1).Trim('0').IsEmpty) text = text[..dot];
        return text.Length > 0 && NumberLiteral.Scan(text, 0) == text.Length && NumberLiteral.Parse(text) is IntNode number ? number.Value : null;
    }

    public static double? ParseFloat(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A list of texts from anything: nil elements are left out, a single value is a list of one.</summary>
    public static IEnumerable<string> Texts(Node value) => value switch
    {
        ListNode list => list.Where(item => !Shape.IsNull(item)).Select(Text),
        _ when Shape.IsNull(value) => [],
        _ => [Text(value)],
    };

    public static long FromDouble(double value) =>
        double.IsNaN(value) ? long.MinValue : value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;
}
