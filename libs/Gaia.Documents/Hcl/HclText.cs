using System.Globalization;
using System.Text;

namespace Gaia.Documents.Hcl;

/// <summary>What a quoted string or a heredoc means. Interpolations are kept as they were written.</summary>
internal static class HclText
{
    public static string Unquote(string body, Func<string, Exception> fail)
    {
        if (!body.Contains('\\') && !body.Contains("${") && !body.Contains("%{")) return body;
        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length) i = Escape(body, i, text, fail);
            else if (Doubled(body, i))
            {
                text.Append(body[i]).Append('{');
                i += 2;
            }
            else text.Append(body[i]);
        }
        return text.ToString();
    }

    /// <summary>Strips what every line starts with, as &lt;&lt;- asks.</summary>
    public static string Heredoc(string body, bool indented)
    {
        body = body.Replace("\r\n", "\n");
        if (indented)
        {
            var lines = body.Split('\n');
            var common = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
            body = string.Join('\n', lines.Select(line => line.Length >= common ? line[common..] : line.TrimStart()));
        }
        return body.Replace("$${", "${").Replace("%%{", "%{");
    }

    // $${ and %%{ stand for the plain characters.
    private static bool Doubled(string body, int i) =>
        body[i] is '$' or '%' && i + 2 < body.Length && body[i + 1] == body[i] && body[i + 2] == '{';

    private static int Escape(string body, int i, StringBuilder text, Func<string, Exception> fail)
    {
        switch (body[i + 1])
        {
            case 'n': text.Append('\n'); return i + 1;
            case 'r': text.Append('\r'); return i + 1;
            case 't': text.Append('\t'); return i + 1;
            case '"': text.Append('"'); return i + 1;
            case '\\': text.Append('\\'); return i + 1;
            case 'u': return CodePoint(body, i, 4, text, fail);
            case 'U': return CodePoint(body, i, 8, text, fail);
            default: throw fail($"unknown escape \\{body[i + 1]}");
        }
    }

    private static int CodePoint(string body, int i, int digits, StringBuilder text, Func<string, Exception> fail)
    {
        if (i + 2 + digits > body.Length
            || !uint.TryParse(body.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.TryCreate(code, out var rune)) throw fail($"\\{body[i + 1]} needs {digits} hexadecimal digits");
        text.Append(rune.ToString());
        return i + 1 + digits;
    }
}
