using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>How a secret may be written: as it is, line by line, as in JSON, in a URL, in hexadecimal digits, and in base64, there also amid other bytes.</summary>
internal static class SecretForms
{
    // Shorter values would blank out ordinary words and numbers.
    private const int Shortest = 4, ShortestLine = 8, ShortestBase64 = 6;

    public static IEnumerable<string> Of(string value) => Written(value).Where(IsWorthHiding);

    /// <summary>Those in which it is printed in lines of any width: as it is, and whole in base64.</summary>
    public static IEnumerable<string> OfText(string value) =>
        value.Trim() is var text && IsWorthHiding(text) ? [text, .. Base64(value).Take(2), .. Base64(text).Take(2)] : [];

    private static IEnumerable<string> Written(string value)
    {
        var text = value.Trim();
        if (!IsWorthHiding(text)) yield break;
        yield return value;
        yield return text;
        // A log shows one line at a time.
        if (text.Contains('\n', StringComparison.Ordinal))
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length >= ShortestLine))
                yield return line;
        foreach (var form in (IEnumerable<string>)[.. Json(text), .. Url(text), .. Hexadecimal(text), .. Base64(value), .. Base64(text)]) yield return form;
    }

    private static IEnumerable<string> Json(string text)
    {
        var careful = JsonEncodedText.Encode(text).ToString();
        // Go, which terraform is written in, leaves quotes as \" and escapes what HTML has.
        var relaxed = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return [careful, LowerEscapes(careful, "\\u", 4), relaxed,
            relaxed.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal)];
    }

    private static IEnumerable<string> Url(string text)
    {
        var escaped = Uri.EscapeDataString(text);
        var form = escaped.Replace("%20", "+", StringComparison.Ordinal);
        return [escaped, LowerEscapes(escaped, "%", 2), form, LowerEscapes(form, "%", 2)];
    }

    private static IEnumerable<string> Hexadecimal(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)];
    }

    /// <summary>Whole, and the digits that are the same whatever stands before and after it: user:SECRET has another base64 than SECRET.</summary>
    private static IEnumerable<string> Base64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return Convert.ToBase64String(bytes);
        yield return ForUrls(Convert.ToBase64String(bytes));
        for (var before = 0; before < 3; before++)
        {
            var digits = Convert.ToBase64String([.. new byte[before], .. bytes]);
            // A digit is six bits: those that share some with bytes before or after are not ours.
            var (first, end) = ((before * 8 + 5) / 6, (before + bytes.Length) * 8 / 6);
            if (end - first < ShortestBase64) continue;
            yield return digits[first..end];
            yield return ForUrls(digits[first..end]);
        }
    }

    private static string ForUrls(string base64) => base64.Replace('+', '-').Replace('/', '_');

    /// <summary><c>\u00E4</c> as <c>\u00e4</c>, <c>%2F</c> as <c>%2f</c>.</summary>
    private static string LowerEscapes(string text, string mark, int digits)
    {
        if (!text.Contains(mark, StringComparison.Ordinal)) return text;
        var parts = text.Split(mark);
        return string.Join(mark, parts.Take(1).Concat(parts.Skip(1).Select(part =>
            part.Length < digits ? part : part[..digits].ToLowerInvariant() + part[digits..])));
    }

    private static bool IsWorthHiding(string value) =>
        value.Length >= Shortest && value is not ("true" or "false" or "null") && !string.IsNullOrWhiteSpace(value);
}
