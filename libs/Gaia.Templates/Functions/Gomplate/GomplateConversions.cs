using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateConversions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("conv.Bool", 1, call => Make.Bool(Convert.Bool(call[0])));
        table.Add("conv.ToBool", 1, call => Make.Bool(Convert.Bool(call[0])));
        table.AddOpen("conv.ToBools", 0, call => Make.List(call.Arguments.Select(Node (value) => Make.Bool(Convert.Bool(value)))));
        table.Add("conv.ToInt", 1, call => Make.Int(Convert.Int(call[0])));
        table.Alias("conv.ToInt", "conv.ToInt64", "conv.Atoi");
        table.AddOpen("conv.ToInts", 0, call => Make.List(call.Arguments.Select(Node (value) => Make.Int(Convert.Int(value)))));
        table.Alias("conv.ToInts", "conv.ToInt64s");
        table.Add("conv.ToFloat64", 1, call => Make.Float(Convert.Float(call[0])));
        table.AddOpen("conv.ToFloat64s", 0, call => Make.List(call.Arguments.Select(Node (value) => Make.Float(Convert.Float(value)))));
        table.Add("conv.ToString", 1, call => Make.Text(Convert.Text(call, 0)));
        table.AddOpen("conv.ToStrings", 0, call => Make.Texts(call.Arguments.Select(Convert.Text)));
        table.Add("conv.Join", 2, call => Make.Text(Sprig.SplitFunctions.Join(call, call.String(1), call.List(0).Select(Convert.Text))));
        table.Add("conv.Default", 2, call => Shape.IsTrue(call[1]) ? call[1] : call[0]);
        table.AddOpen("conv.Dict", 0, Sprig.DictFunctions.Dict);
        table.AddOpen("conv.Slice", 0, call => Make.List(call.Arguments));
        table.Add("conv.Has", 2, call => table.Entries["coll.Has"].Function(call));
        table.Add("conv.ParseInt", 3, call => Make.Int(ParseInt(call)));
        table.Alias("conv.ParseInt", "conv.ParseUint");
        table.Add("conv.ParseFloat", 2, call => Make.Float(double.TryParse(Convert.Text(call, 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value : throw call.Fail($"'{Convert.Text(call, 0)}' is not a number")));
        table.Add("conv.URL", 1, call => new UrlNode(Convert.Text(call, 0)));
        table.Alias("conv.Bool", "bool");
        table.Alias("conv.Join", "join");
        table.Alias("conv.Default", "default");
        table.Alias("conv.URL", "urlParse");
    }

    private static long ParseInt(TemplateCall call)
    {
        var (text, radix) = (Convert.Text(call, 0), Convert.Int(call[1]));
        if (radix == 0) return Cast.ParseInt(text) ?? throw call.Fail($"'{text}' is not a whole number");
        var (value, negative) = (0L, text.StartsWith('-'));
        if (radix is < 2 or > 36 || text.TrimStart('-').Length is 0 or > 64) throw call.Fail($"'{text}' is not a whole number in base {radix}");
        foreach (var c in text.TrimStart('-').ToLowerInvariant())
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterLower(c) ? c - 'a' + 10 : 99;
            if (digit >= radix) throw call.Fail($"'{text}' is not a whole number in base {radix}");
            value = unchecked(value * radix + digit);
        }
        return negative ? -value : value;
    }
}
