using System.Globalization;
using System.Text;

namespace Gaia.Templates.Syntax;

/// <summary>Go's quoted strings and character constants: "a\tb\x41\101\u00e9\U0001F600", 'x'.</summary>
internal static class StringLiteral
{
    /// <param name="quoted">With its quotes.</param>
    /// <returns>Null for an escape that Go does not know.</returns>
    public static string? Unquote(string quoted)
    {
        var body = quoted.AsSpan(1, quoted.Length - 2);
        if (body.IndexOf('\\') < 0) return body.ToString();
        var bytes = new List<byte>(body.Length);
        for (var i = 0; i < body.Length;)
        {
            if (body[i] != '\\')
            {
                var next = body[i..].IndexOf('\\');
                var plain = next < 0 ? body[i..] : body.Slice(i, next);
                bytes.AddRange(Encoding.UTF8.GetBytes(plain.ToString()));
                i += plain.Length;
            }
            else if (!Escape(body, ref i, quoted[0], bytes)) return null;
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <returns>The code point of 'x', or null where it is not exactly one.</returns>
    public static int? Character(string quoted)
    {
        if (Unquote(quoted) is not { Length: > 0 } text) return null;
        Rune.DecodeFromUtf16(text, out var rune, out var used);
        return used == text.Length ? rune.Value : null;
    }

    private static bool Escape(ReadOnlySpan<char> body, ref int i, char quote, List<byte> bytes)
    {
        if (i + 1 >= body.Length) return false;
        var c = body[i + 1];
        if (c is 'x' or 'u' or 'U' or (>= '0' and <= '7')) return Numeric(body, ref i, c, bytes);
        var plain = c switch
        {
            'a' => 7, 'b' => 8, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, 'v' => 11, '\\' => '\\',
            _ => c == quote ? quote : -1,
        };
        if (plain < 0) return false;
        bytes.Add((byte)plain);
        i += 2;
        return true;
    }

    private static bool Numeric(ReadOnlySpan<char> body, ref int i, char kind, List<byte> bytes)
    {
        var (from, length, radix) = kind switch { 'x' => (2, 2, 16), 'u' => (2, 4, 16), 'U' => (2, 8, 16), _ => (1, 3, 8) };
        if (i + from + length > body.Length) return false;
        var digits = body.Slice(i + from, length);
        i += from + length;
        if (radix == 8)
        {
            var value = 0;
            foreach (var digit in digits)
            {
                if (digit is < '0' or > '7') return false;
                value = value * 8 + (digit - '0');
            }
            bytes.Add((byte)value);
            return value < 256;
        }
        if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return false;
        if (kind == 'x') bytes.Add((byte)code);
        else if (Rune.IsValid(code)) bytes.AddRange(Encoding.UTF8.GetBytes(new Rune(code).ToString()));
        else return false;
        return true;
    }
}
