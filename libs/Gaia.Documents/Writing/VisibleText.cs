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
        if (!text.EnumerateRunes().Any(IsHidden) && !text.Contains('\r', StringComparison.Ordinal)) return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            if (!IsHidden(letter)) shown.Append(letter);
            else if (letter.IsBmp) shown.Append(CultureInfo.InvariantCulture, $"\\u{letter.Value:x4}");
            else shown.Append(CultureInfo.InvariantCulture, $"\\U{letter.Value:x8}");
        return shown.ToString();
    }

    /// <summary>Whether all of it is seen as it is, in one line.</summary>
    public static bool IsPlain(string text) => !text.EnumerateRunes().Any(letter => IsHidden(letter) || Rune.IsControl(letter));

    private static bool IsHidden(Rune letter) => letter.Value switch
    {
        '\n' or '\t' => false,
        0xAD or 0x61C or 0x115F or 0x1160 or 0x180E or 0x200B or 0x200E or 0x200F or 0x2028 or 0x2029 or 0x3164 or 0xFEFF or 0xFFA0 => true,
        >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F => true,
        >= 0xE0000 and <= 0xE0FFF => true, // tags, and selectors of variants beyond those of emoji
        _ => Rune.IsControl(letter),
    };
}
