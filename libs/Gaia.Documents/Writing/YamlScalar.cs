using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gaia.Documents.Writing;

/// <summary>How go-yaml v3 writes one string: plain, 'single', "double" or as a literal block.</summary>
public static partial class YamlScalar
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "", "~", "null", "Null", "NULL", "<<", "true", "True", "TRUE", "false", "False", "FALSE",
        "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF",
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
    };

    // Text of these letters that starts with a letter is plain unless it is a reserved word.
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./");

    private const int LongestReserved = 5;

    public static bool IsBlock(string value) => value.Contains('\n') && ScalarShape.Of(value).BlockAllowed;

    public static string Inline(string value)
    {
        if (IsHarmless(value)) return value;
        if (value.Contains('\n') || WouldNotBeAString(value)) return DoubleQuoted(value);
        var shape = ScalarShape.Of(value);
        if (shape.PlainAllowed) return value;
        return shape.SingleAllowed ? "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'" : DoubleQuoted(value);
    }

    // A key is written on one line and never longer than go-yaml's limit of 128 bytes without a "? " before it.
    public static string Key(string key) => key.Length > 40 && Encoding.UTF8.GetByteCount(key) > 128 ? "? " + Inline(key) + "\n" : Inline(key);

    /// <summary>Whether a reader would take the plain text for null, a bool, a number or a time.</summary>
    public static bool WouldNotBeAString(string value)
    {
        if (Reserved.Contains(value)) return true;
        return value[0] is (>= '0' and <= '9') or '+' or '-' or '.'
            && (Number().IsMatch(value.Replace("_", "", StringComparison.Ordinal)) || Base60().IsMatch(value) || Time().IsMatch(value));
    }

    private static bool IsHarmless(string value) =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && !value.AsSpan().ContainsAnyExcept(Harmless)
        && (value.Length > LongestReserved || !Reserved.Contains(value));

    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes()) text.Append(Escaped(rune));
        return text.Append('"').ToString();
    }

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        0xb => "\\v",
        0xc => "\\f",
        0x1b => "\\e",
        0x85 => "\\N",
        0xa0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        0xfeff => "\\uFEFF",
        < 0x20 or (>= 0x7f and < 0xa0) => "\\x" + rune.Value.ToString("X2", CultureInfo.InvariantCulture),
        _ => rune.ToString(),
    };

    [GeneratedRegex(@"^([-+]?(0b[01]+|0o[0-7]+|0x[0-9a-fA-F]+)|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$")]
    private static partial Regex Base60();

    [GeneratedRegex(@"^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$")]
    private static partial Regex Time();
}
