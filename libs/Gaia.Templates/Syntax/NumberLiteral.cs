using System.Globalization;
using System.Numerics;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Syntax;

/// <summary>Go's number literals: 1_000, 0x1F, 0o17, 017, 0b11, 1.5e3, .5, 0x1p-2.</summary>
internal static class NumberLiteral
{
    /// <returns>Offset behind the number that starts at <paramref name="at"/>.</returns>
    public static int Scan(string source, int at)
    {
        var i = at;
        if (i < source.Length && source[i] is '+' or '-') i++;
        var radix = RadixAt(source, ref i);
        var digitsFrom = i;
        while (i < source.Length && (IsDigit(source[i], radix) || source[i] == '_')) i++;
        if (i < source.Length && source[i] == '.')
        {
            i++;
            while (i < source.Length && (IsDigit(source[i], radix) || source[i] == '_')) i++;
        }
        if (i == digitsFrom) return at;
        var exponent = radix == 16 ? 'p' : 'e';
        if (radix is 10 or 16 && i < source.Length && char.ToLowerInvariant(source[i]) == exponent)
        {
            i++;
            if (i < source.Length && source[i] is '+' or '-') i++;
            while (i < source.Length && (char.IsAsciiDigit(source[i]) || source[i] == '_')) i++;
        }
        return i;
    }

    public static Node? Parse(string text)
    {
        var i = 0;
        var negative = text[0] == '-';
        if (text[0] is '+' or '-') i++;
        var radix = RadixAt(text, ref i);
        var body = text[i..].Replace("_", "");
        if (body.Length == 0) return text.EndsWith('0') ? new IntNode(0) : null;
        if (body.Contains('.') || radix == 10 && body.AsSpan().ContainsAny('e', 'E') || radix == 16 && body.AsSpan().ContainsAny('p', 'P'))
            return ParseFloat(body, radix, negative);
        if (radix == 10 && body.Length > 1 && body[0] == '0') radix = 8;
        return ParseInteger(body, radix, negative);
    }

    private static IntNode? ParseInteger(string digits, int radix, bool negative)
    {
        var value = BigInteger.Zero;
        foreach (var c in digits)
        {
            if (!IsDigit(c, radix)) return null;
            value = value * radix + Convert.ToInt32(c.ToString(), 16);
        }
        if (negative) value = -value;
        return value < long.MinValue || value > long.MaxValue ? null : new IntNode((long)value);
    }

    private static FloatNode? ParseFloat(string body, int radix, bool negative)
    {
        double value;
        if (radix == 16)
        {
            if (HexFloat(body) is not { } hex) return null;
            value = hex;
        }
        else if (!double.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || double.IsInfinity(value)) return null;
        return new FloatNode(negative ? -value : value);
    }

    private static double? HexFloat(string body)
    {
        var p = body.IndexOfAny(['p', 'P']);
        if (p < 0 || !int.TryParse(body.AsSpan(p + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return null;
        var mantissa = 0.0;
        var fraction = false;
        foreach (var c in body.AsSpan(0, p))
        {
            if (c == '.') fraction = true;
            else mantissa = mantissa * 16 + Convert.ToInt32(c.ToString(), 16);
            if (fraction && c != '.') exponent -= 4;
        }
        return mantissa * Math.Pow(2, exponent);
    }

    private static int RadixAt(string text, ref int i)
    {
        if (i + 1 >= text.Length || text[i] != '0') return 10;
        var radix = char.ToLowerInvariant(text[i + 1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 };
        if (radix != 10) i += 2;
        return radix;
    }

    private static bool IsDigit(char c, int radix) => radix switch
    {
        16 => char.IsAsciiHexDigit(c),
        10 => char.IsAsciiDigit(c),
        8 => c is >= '0' and <= '7',
        _ => c is '0' or '1',
    };
}
