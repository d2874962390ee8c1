using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml;

/// <summary>What an unquoted scalar means, by the rules of go-yaml v3, which Atmos reads with.</summary>
public static class ScalarResolver
{
    private const string StartsSpecial = "+-.0123456789~nNtTfF";

    public static Node Resolve(string text, SourceMark mark)
    {
        if (text.Length == 0) return new NullNode(mark);
        if (!StartsSpecial.Contains(text[0])) return new StringNode(text, mark);
        switch (text)
        {
            case "~" or "null" or "Null" or "NULL": return new NullNode(mark);
            case "true" or "True" or "TRUE": return new BoolNode(true, mark);
            case "false" or "False" or "FALSE": return new BoolNode(false, mark);
            case ".nan" or ".NaN" or ".NAN": return new FloatNode(double.NaN, mark);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF": return new FloatNode(double.PositiveInfinity, mark);
            case "-.inf" or "-.Inf" or "-.INF": return new FloatNode(double.NegativeInfinity, mark);
        }

        return Number(text, mark) ?? Timestamp(text, mark) ?? new StringNode(text, mark);
    }

    private static Node? Number(string text, SourceMark mark)
    {
        if (!char.IsAsciiDigit(text[^1]) && !char.IsAsciiHexDigit(text[^1]) && text[^1] is not ('.' or '_')) return null;
        var plain = text.Contains('_') ? text.Replace("_", "") : text;
        if (plain.Length == 0) return null;
        if (Integer(plain) is { } integer) return new IntNode(integer, mark);
        return IsFloat(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new FloatNode(number, mark)
            : null;
    }

    private static long? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (digits.Length == 0) return null;
        var (style, skip) = digits switch
        {
            ['0', 'x' or 'X', _, ..] => (16, 2),
            ['0', 'o' or 'O', _, ..] => (8, 2),
            ['0', 'b' or 'B', _, ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        ulong value = 0;
        foreach (var digit in digits[skip..])
        {
            var worth = char.IsAsciiDigit(digit) ? digit - '0' : char.IsAsciiHexDigit(digit) ? (digit | ' ') - 'a' + 10 : 99;
            if (worth >= style || value > (ulong.MaxValue - 15) / (ulong)style) return null;
            value = (value * (ulong)style) + (ulong)worth;
        }

        return negative
            ? value <= (ulong)long.MaxValue + 1 ? -(long)(value - 1) - 1 : null
            : value <= long.MaxValue ? (long)value : null;
    }

    // [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var i = text[0] is '-' or '+' ? 1 : 0;
        var whole = Digits(text, ref i);
        var fraction = 0;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            fraction = Digits(text, ref i);
        }

        if (whole == 0 && fraction == 0) return false;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '-' or '+') i++;
            if (Digits(text, ref i) == 0) return false;
        }

        return i == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int i)
    {
        var start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - start;
    }

    // 2006-01-02, 2006-1-2T15:4:5Z: Go makes it a time and writes it back as RFC 3339; the text is what reaches Terraform.
    private static StringNode? Timestamp(string text, SourceMark mark)
    {
        if (text.Length < 8 || !char.IsAsciiDigit(text[0]) || text.IndexOf('-') != 4) return null;
        string[] formats =
        [
            "yyyy-M-d", "yyyy-M-d'T'H:m:sK", "yyyy-M-d'T'H:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK", "yyyy-M-d H:m:s",
            "yyyy-M-d H:m:s.FFFFFFF",
        ];
        if (!DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return null;
        if (text.Contains('T', StringComparison.OrdinalIgnoreCase) && !text.EndsWith('Z') && text.AsSpan(10).IndexOfAny('+', '-') < 0)
            return null;
        var zone = time.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        var fraction = time.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : ".FFFFFFF";
        return new StringNode(time.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}{zone}", CultureInfo.InvariantCulture), mark);
    }
}
