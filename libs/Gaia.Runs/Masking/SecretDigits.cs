using System.Globalization;
using System.Text;

namespace Gaia.Runs.Masking;

/// <summary>The bytes of a secret as digits.</summary>
internal static class SecretDigits
{
    private const int Shortest = 6;
    private const string Base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>
    /// Whole, and the digits that are the same whatever stands before and after it: user:SECRET has another base64 than SECRET.
    /// Each as of RFC 4648 and as in a URL.
    /// </summary>
    public static IEnumerable<string> Base64(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        yield return ForUrls(Convert.ToBase64String(bytes));
        foreach (var digits in Amid(bytes, 6, Convert.ToBase64String))
        {
            yield return digits;
            yield return ForUrls(digits);
        }
    }

    /// <summary>base64encode(base64encode(...)), as Kubernetes keeps <c>{"auth":"dXNlcjpwYXNz"}</c>.</summary>
    public static IEnumerable<string> TwiceBase64(byte[] bytes) =>
        ((string[])[Convert.ToBase64String(bytes), .. Amid(bytes, 6, Convert.ToBase64String)]).Distinct(StringComparer.Ordinal)
            .Select(Encoding.ASCII.GetBytes).SelectMany(once => Amid(once, 6, Convert.ToBase64String).Prepend(Convert.ToBase64String(once)));

    /// <summary>textencodebase64(..., "UTF-16LE"), and PowerShell's encoded commands.</summary>
    public static IEnumerable<string> Utf16Base64(string text) =>
        ((byte[][])[Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)])
            .SelectMany(bytes => Amid(bytes, 6, Convert.ToBase64String).Prepend(Convert.ToBase64String(bytes)));

    public static IEnumerable<string> Base32(byte[] bytes) => Amid(bytes, 5, OfFiveBits);

    /// <summary><c>68:75:6e</c>, <c>68 75 6e</c>, <c>68-75-6e</c>, <c>6875 6e74</c>, <c>\x68\x75</c>, <c>0x68, 0x75</c></summary>
    public static IEnumerable<string> SeparateHexadecimal(byte[] bytes)
    {
        var digits = bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)).ToArray();
        return
        [
            string.Join(':', digits), string.Join(' ', digits), string.Join('-', digits), string.Join(' ', digits.Chunk(2).Select(pair => string.Concat(pair))),
            string.Concat(digits.Select(pair => $@"\x{pair}")), string.Join(", ", digits.Select(pair => $"0x{pair}")), string.Join(' ', digits.Select(pair => $"0x{pair}")),
        ];
    }

    /// <summary>The digits without those that share bits with what may stand before or after the bytes.</summary>
    private static IEnumerable<string> Amid(byte[] bytes, int bits, Func<byte[], string> encode)
    {
        for (var before = 0; before < (bits == 6 ? 3 : 5); before++)
        {
            var (first, end) = ((before * 8 + bits - 1) / bits, (before + bytes.Length) * 8 / bits);
            if (end - first >= Shortest) yield return encode([.. new byte[before], .. bytes])[first..end];
        }
    }

    private static string OfFiveBits(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / 5 + 1);
        var (pool, held) = (0, 0);
        foreach (var value in bytes)
        {
            (pool, held) = ((pool << 8 | value) & 0xfff, held + 8);
            for (; held >= 5; held -= 5) text.Append(Base32Digits[pool >> (held - 5) & 31]);
        }
        return (held > 0 ? text.Append(Base32Digits[pool << (5 - held) & 31]) : text).ToString();
    }

    private static string ForUrls(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
