using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Whole numbers; whatever is given is converted first, and wraps as Go's int64 does.</summary>
internal static class MathFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("add1", 1, call => Make.Int(unchecked(Cast.Int(call[0]) + 1)));
        table.AddOpen("add", 0, call => Make.Int(Numbers(call).Aggregate(0L, (a, b) => unchecked(a + b))));
        table.Add("sub", 2, call => Make.Int(unchecked(Cast.Int(call[0]) - Cast.Int(call[1]))));
        table.AddOpen("mul", 1, call => Make.Int(Numbers(call).Aggregate((a, b) => unchecked(a * b))));
        table.Add("div", 2, call => Make.Int(Divide(call, Cast.Int(call[0]), Cast.Int(call[1]))));
        table.Add("mod", 2, call => Make.Int(Remainder(call, Cast.Int(call[0]), Cast.Int(call[1]))));
        table.AddOpen("max", 1, call => Make.Int(Numbers(call).Max()));
        table.Alias("max", "biggest");
        table.AddOpen("min", 1, call => Make.Int(Numbers(call).Min()));
        table.Add("int", 1, call => Make.Int(Cast.Int(call[0])));
        table.Alias("int", "int64");
        table.Add("float64", 1, call => Make.Float(Cast.Float(call[0])));
        table.Add("atoi", 1, call => Make.Int(long.TryParse(call.String(0), System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0));
        table.Add("toDecimal", 1, call => Make.Int(Octal(Cast.Text(call[0]))));
    }

    private static IEnumerable<long> Numbers(TemplateCall call) => call.Arguments.Select(Cast.Int);

    private static long Divide(TemplateCall call, long a, long b) =>
        b == 0 ? throw call.Fail("integer divide by zero") : b == -1 ? unchecked(-a) : a / b;

    private static long Remainder(TemplateCall call, long a, long b) =>
        b == 0 ? throw call.Fail("integer divide by zero") : b == -1 ? 0 : a % b;

    private static long Octal(string text)
    {
        var value = 0L;
        if (text.Length is 0 or > 20) return 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '7') return 0;
            value = value * 8 + (c - '0');
        }
        return value;
    }
}
