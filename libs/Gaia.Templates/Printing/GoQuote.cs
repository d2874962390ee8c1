using System.Globalization;
using System.Text;

namespace Gaia.Templates.Printing;

/// <summary>Go's strconv.Quote: "a\tb\u00ad".</summary>
internal static class GoQuote
{
    public static string Text(string value, bool ascii = false) => Quoted(value, '"', ascii);

    public static string Character(long code, bool ascii = false) =>
        Quoted(Rune.TryCreate((uint)Math.Clamp(code, 0, uint.MaxValue), out var rune) ? rune.ToString() : "\uFFFD", '\'', ascii);

    public static bool IsPrintable(Rune rune)
    {
        if (rune.IsAscii) return rune.Value is >= 0x20 and < 0x7f;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static string Quoted(string value, char quote, bool ascii)
    {
        var text = new StringBuilder(value.Length + 2).Append(quote);
        foreach (var rune in value.EnumerateRunes()) Append(text, rune, quote, ascii);
        return text.Append(quote).ToString();
    }

    private static void Append(StringBuilder text, Rune rune, char quote, bool ascii)
    {
        if (rune.Value == quote || rune.Value == '\\') text.Append('\\').Append((char)rune.Value);
        else if (IsPrintable(rune) && (!ascii || rune.IsAscii)) text.Append(rune.ToString());
        else text.Append(rune.Value switch
        {
            7 => "\\a",
            8 => "\\b",
            9 => "\\t",
            10 => "\\n",
            11 => "\\v",
            12 => "\\f",
            13 => "\\r",
            < 0x20 or 0x7f => $"\\x{rune.Value:x2}",
            < 0x10000 => $"\\u{rune.Value:x4}",
            _ => $"\\U{rune.Value:x8}",
        });
    }
}
