using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Templates.Printing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>gomplate's conversions: unlike Sprig's they take "1,000" and "0x10", and print nil as nil.</summary>
internal static class Convert
{
    public static string Text(Node value) => Shape.IsNull(value) ? "nil" : GoPrinter.Text(value);

    public static string Text(TemplateCall call, int position)
    {
        var text = Text(call[position]);
        if (call[position] is not StringNode) call.Charge(text.Length >> 5);
        return text;
    }

    public static long Int(Node value) => value is StringNode text
        ? Cast.ParseInt(text.Value.Replace(",", "")) ?? Cast.FromDouble(Float(value))
        : Cast.Int(value);

    public static double Float(Node value)
    {
        if (value is not StringNode text) return Cast.Float(value);
        var body = text.Value.Replace(",", "");
        return Cast.ParseInt(body) ?? (double.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }

    public static bool Bool(Node value) => value switch
    {
        BoolNode flag => flag.Value,
        StringNode text => text.Value.ToLowerInvariant() is "1" or "t" or "true" or "yes",
        IntNode number => number.Value == 1,
        FloatNode number => number.Value == 1,
        _ => false,
    };

    public static bool IsInt(Node value) => value is IntNode || value is StringNode text && Cast.ParseInt(text.Value) is not null && !text.Value.Contains('.');

    public static bool IsFloat(Node value) => value is FloatNode
        || value is StringNode text && Cast.ParseInt(text.Value) is null && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
