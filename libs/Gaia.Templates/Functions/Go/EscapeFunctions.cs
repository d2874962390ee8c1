using System.Text;
using Gaia.Templates.Printing;

namespace Gaia.Templates.Functions.Go;

internal static class EscapeFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("html", 0, call => Make.Text(Html(GoPrinter.Joined(call.Arguments))));
        table.AddOpen("js", 0, call => Make.Text(JavaScript(GoPrinter.Joined(call.Arguments))));
        table.AddOpen("urlquery", 0, call => Make.Text(UrlQuery(GoPrinter.Joined(call.Arguments))));
    }

    public static string Html(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
            result.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&#34;", '\'' => "&#39;", '\0' => "\uFFFD", _ => c.ToString() });
        return result.ToString();
    }

    public static string UrlQuery(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~') result.Append(c);
            else if (c == ' ') result.Append('+');
            else result.Append($"%{b:X2}");
        }
        return result.ToString();
    }

    private static string JavaScript(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune.Value switch
            {
                '\\' => "\\\\",
                '\'' => "\\'",
                '"' => "\\\"",
                '<' => "\\u003C",
                '>' => "\\u003E",
                '&' => "\\u0026",
                '=' => "\\u003D",
                < ' ' => $"\\u{rune.Value:X4}",
                _ => GoQuote.IsPrintable(rune) ? rune.ToString() : $"\\u{rune.Value:X4}",
            });
        return result.ToString();
    }
}
