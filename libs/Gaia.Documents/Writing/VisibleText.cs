using System.Globalization;
using System.Text;

namespace Gaia.Documents.Writing;

/// <summary>Text from a configuration as it is safe to show: what a terminal or a page would obey, or nobody would see, is written out.</summary>
public static class VisibleText
{
    /// <summary>
    /// <c>ESC[31m</c> as <c>\u001b[31m</c>; the same for other control characters but line feeds and tabs, and for what turns the
    /// direction of text.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') continue;
            if (IsHidden(text[at])) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            else shown.Append(text[at]);
        }
        return shown.ToString();
    }

    /// <summary>Whether all of it is seen as it is, in one line.</summary>
    public static bool IsPlain(string text) => !text.Any(letter => IsHidden(letter) || char.IsControl(letter));

    private static bool IsHidden(char letter) => letter switch
    {
        '\n' or '\t' => false,
        '\u061c' or '\u200b' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or '\ufeff' => true,
        >= '\u202a' and <= '\u202e' or >= '\u2060' and <= '\u2069' => true,
        _ => char.IsControl(letter),
    };
}
