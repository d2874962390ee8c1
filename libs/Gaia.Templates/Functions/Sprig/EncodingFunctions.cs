using System.Text;

namespace Gaia.Templates.Functions.Sprig;

internal static class EncodingFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("b64enc", 1, call => Make.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(call.String(0)))));
        table.Add("b64dec", 1, call => Make.Text(Decode(call.String(0))));
        table.Add("b32enc", 1, call => Make.Text(Base32.Encode(Encoding.UTF8.GetBytes(call.String(0)))));
        table.Add("b32dec", 1, call => Make.Text(Base32.Decode(call.String(0)) is { } bytes
            ? Encoding.UTF8.GetString(bytes) : "illegal base32 data at input byte 0"));
    }

    // Sprig hands the error out as the result.
    private static string Decode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var written)
            ? Encoding.UTF8.GetString(buffer, 0, written)
            : $"illegal base64 data at input byte {text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/').Count()}";
    }
}

internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i += 5)
        {
            var group = new byte[5];
            var count = Math.Min(5, bytes.Length - i);
            Array.Copy(bytes, i, group, 0, count);
            ulong bits = 0;
            foreach (var b in group) bits = bits << 8 | b;
            var letters = (count * 8 + 4) / 5;
            for (var k = 0; k < 8; k++) text.Append(k < letters ? Alphabet[(int)(bits >> (35 - 5 * k) & 31)] : '=');
        }
        return text.ToString();
    }

    public static byte[]? Decode(string text)
    {
        var body = text.TrimEnd('=');
        if (text.Length % 8 != 0) return null;
        var bytes = new List<byte>();
        var (bits, have) = (0u, 0);
        foreach (var c in body)
        {
            var value = Alphabet.IndexOf(c);
            if (value < 0) return null;
            bits = bits << 5 | (uint)value;
            have += 5;
            if (have < 8) continue;
            have -= 8;
            bytes.Add((byte)(bits >> have));
        }
        return [.. bytes];
    }
}
