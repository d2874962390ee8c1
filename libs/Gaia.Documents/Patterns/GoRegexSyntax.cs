using System.Globalization;
using System.Text;

namespace Gaia.Documents.Patterns;

/// <summary>Where RE2's notation differs from .NET's: (?P&lt;n&gt;), \z, \Q...\E, [[:alpha:]], \pL, ASCII-only \d \w \s, $.</summary>
internal static class GoRegexSyntax
{
    public static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var multiline = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\') i = Escape(pattern, i, result, inClass: false);
            else if (c == '[') i = Class(pattern, i, result);
            else if (c == '(' && Follows(pattern, i, "(?P<"))
            {
                result.Append("(?<");
                i += 3;
            }
            else if (c == '(' && Follows(pattern, i, "(?"))
            {
                var end = pattern.IndexOfAny([':', ')'], i);
                var flags = end < 0 ? "" : pattern[(i + 2)..end];
                if (flags.Contains('U')) throw new ArgumentException("the flag U of a regular expression is not supported");
                // Flags hold to the end of their group; patterns set them at the start, so one switch is near enough.
                if (flags.Contains('m')) multiline = flags.IndexOf('m') < flags.IndexOf('-') || !flags.Contains('-');
                result.Append('(');
            }
            else if (c == '$' && !multiline) result.Append("\\z");
            else result.Append(c);
        }
        return result.ToString();
    }

    private static int Escape(string pattern, int i, StringBuilder result, bool inClass)
    {
        if (i + 1 >= pattern.Length) throw new ArgumentException("trailing backslash at end of expression");
        var c = pattern[i + 1];
        switch (c)
        {
            case 'd': result.Append(inClass ? "0-9" : "[0-9]"); return i + 1;
            case 'D': result.Append(inClass ? @"\x00-/:-\uFFFF" : "[^0-9]"); return i + 1;
            case 'w': result.Append(inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]"); return i + 1;
            case 'W': result.Append(inClass ? @"\x00-/:-@\[-\^`\{-\uFFFF" : "[^0-9A-Za-z_]"); return i + 1;
            case 's': result.Append(inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]"); return i + 1;
            case 'S' when !inClass: result.Append(@"[^\t\n\f\r ]"); return i + 1;
            case 'Q':
                var end = pattern.IndexOf("\\E", i + 2, StringComparison.Ordinal);
                var quoted = end < 0 ? pattern[(i + 2)..] : pattern[(i + 2)..end];
                foreach (var q in quoted) Quote(q, result);
                return end < 0 ? pattern.Length - 1 : end + 1;
            case 'p' or 'P' when i + 2 < pattern.Length && pattern[i + 2] != '{':
                result.Append('\\').Append(c).Append('{').Append(pattern[i + 2]).Append('}');
                return i + 2;
            case 'x' when i + 2 < pattern.Length && pattern[i + 2] == '{': return CodePoint(pattern, i, result);
            default: result.Append('\\').Append(c); return i + 1;
        }
    }

    private static int CodePoint(string pattern, int i, StringBuilder result)
    {
        var end = pattern.IndexOf('}', i);
        if (end < 0 || !uint.TryParse(pattern.AsSpan(i + 3, end - i - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0xFFFF)
            throw new ArgumentException("invalid escape sequence");
        result.Append($"\\u{code:x4}");
        return end;
    }

    // [...] with POSIX classes inside; "[" itself needs no escape in Go.
    private static int Class(string pattern, int i, StringBuilder result)
    {
        result.Append('[');
        i++;
        if (i < pattern.Length && pattern[i] == '^')
        {
            result.Append('^');
            i++;
        }
        for (var first = true; i < pattern.Length; i++, first = false)
        {
            var c = pattern[i];
            if (c == ']' && !first)
            {
                result.Append(']');
                return i;
            }
            if (c == '[' && Follows(pattern, i, "[:")) i = Posix(pattern, i, result);
            else if (c == '\\') i = Escape(pattern, i, result, inClass: true);
            else if (c is '[' or ']') result.Append('\\').Append(c);
            else result.Append(c);
        }
        throw new ArgumentException("missing closing ]");
    }

    private static int Posix(string pattern, int i, StringBuilder result)
    {
        var end = pattern.IndexOf(":]", i, StringComparison.Ordinal);
        var name = end < 0 ? "" : pattern[(i + 2)..end];
        result.Append(name switch
        {
            "alnum" => "0-9A-Za-z",
            "alpha" => "A-Za-z",
            "digit" => "0-9",
            "lower" => "a-z",
            "upper" => "A-Z",
            "space" => @"\t\n\v\f\r ",
            "blank" => @"\t ",
            "punct" => @"!-/:-@\[-`\{-~",
            "xdigit" => "0-9A-Fa-f",
            "word" => "0-9A-Za-z_",
            "cntrl" => @"\x00-\x1f\x7f",
            "print" => " -~",
            "graph" => "!-~",
            "ascii" => @"\x00-\x7f",
            _ => throw new ArgumentException($"invalid character class range: [:{name}:]"),
        });
        return end + 1;
    }

    private static void Quote(char c, StringBuilder result)
    {
        if (char.IsLetterOrDigit(c) || c > 0x7f) result.Append(c);
        else result.Append($"\\x{(int)c:x2}");
    }

    private static bool Follows(string pattern, int i, string what) => pattern.AsSpan(i).StartsWith(what, StringComparison.Ordinal);
}
