using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>A secret as formats with escapes have it. Digits of escapes are in lower case: they are found in any.</summary>
internal static class SecretEscapes
{
    /// <summary>What Go, JavaScript, Python and Go's URLs for paths and passwords leave as it is, beside letters, digits and <c>-_.~</c>.</summary>
    private static readonly string[] PlainInUrls = ["", "!'()*", "/", "$&+=:@", "$&+,;="];

    /// <summary>In JSON and in a URL.</summary>
    public static IEnumerable<string> Common(string text) => Json(text).Concat(Url(text)).Distinct(StringComparer.Ordinal);

    /// <summary>Twice in JSON or a URL, every character escaped, in HTML, in a mail, in a shell's trace.</summary>
    public static IEnumerable<string> Uncommon(string text) =>
    [
        .. Json(text).Select(json => Escaped(json)), Uri.EscapeDataString(Url(text).First()),
        Each(text, letter => $@"\u{(int)letter:x4}"), EachByte(text, "%"), EachByte(text, "="),
        .. Html(text), Each(text, letter => $"&#{(int)letter};"), Each(text, letter => $"&#x{(int)letter:x};"),
        QuotedPrintable(text), text.Replace("'", @"'\''", StringComparison.Ordinal), Each(text, letter => char.IsLetterOrDigit(letter) || "_-./:=+@%".Contains(letter, StringComparison.Ordinal) ? $"{letter}" : $@"\{letter}"),
    ];

    private static IEnumerable<string> Json(string text)
    {
        var careful = JsonEncodedText.Encode(text).ToString();
        // Go, which terraform is written in, leaves quotes as \" and escapes what HTML has.
        var relaxed = Escaped(text);
        return [careful, LowerEscapes(careful, "\\u", 4), relaxed,
            relaxed.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal)];
    }

    private static string Escaped(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static IEnumerable<string> Url(string text)
    {
        foreach (var plain in PlainInUrls)
        {
            var escaped = plain.Aggregate(Uri.EscapeDataString(text), (url, letter) => url.Replace($"%{(int)letter:X2}", $"{letter}", StringComparison.Ordinal));
            yield return escaped;
            yield return LowerEscapes(escaped, "%", 2);
            if (plain.Length > 0) continue;
            var form = escaped.Replace("%20", "+", StringComparison.Ordinal);
            yield return form;
            yield return LowerEscapes(form, "%", 2);
        }
    }

    private static string[] Html(string text)
    {
        var go = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return
        [
            go.Replace("\"", "&#34;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal),
            go.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal),
            go.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal),
            go.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#x27;", StringComparison.Ordinal), go,
        ];
    }

    private static string QuotedPrintable(string text) => string.Concat(Encoding.UTF8.GetBytes(text)
        .Select(value => value is >= 32 and < 127 and not (byte)'=' ? $"{(char)value}" : $"={value:x2}"));

    private static string Each(string text, Func<char, string> escape) => string.Concat(text.Select(escape));

    private static string EachByte(string text, string mark) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => mark + value.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary><c>\u00E4</c> as <c>\u00e4</c>, <c>%2F</c> as <c>%2f</c>.</summary>
    private static string LowerEscapes(string text, string mark, int digits)
    {
        if (!text.Contains(mark, StringComparison.Ordinal)) return text;
        var parts = text.Split(mark);
        return string.Join(mark, parts.Take(1).Concat(parts.Skip(1).Select(part =>
            part.Length < digits ? part : part[..digits].ToLowerInvariant() + part[digits..])));
    }
}
