using System.Text;

namespace Gaia.Runs.Masking;

/// <summary>
/// How programs write a secret by themselves or with a function of terraform: as it is, line by line, backwards, escaped, and as
/// digits of its bytes, there also amid other bytes.
/// </summary>
internal static class SecretForms
{
    /// <summary>What is shorter is hidden in its common forms only: the others are too short to be told from other text.</summary>
    public const int Long = 8;

    // Shorter values would blank out ordinary words and numbers; of longer ones, keys and whole files, nobody escapes each character.
    private const int Shortest = 4, Longest = 1024;

    public static IEnumerable<SecretForm> Of(string value) => Written(value).Where(form => IsWorthHiding(form.Text));

    /// <summary>Those in which it is printed in lines of any width: as it is, and in base64.</summary>
    public static IEnumerable<string> OfText(string value)
    {
        var text = value.Trim();
        return IsWorthHiding(text)
            ? SecretDigits.Base64(Encoding.UTF8.GetBytes(value)).Concat(SecretDigits.Base64(Encoding.UTF8.GetBytes(text))).Prepend(text).Distinct(StringComparer.Ordinal)
            : [];
    }

    private static IEnumerable<SecretForm> Written(string value)
    {
        var text = value.Trim();
        if (!IsWorthHiding(text)) yield break;
        yield return SecretForm.Read(value, value);
        // A log shows one line at a time.
        if (text.Contains('\n', StringComparison.Ordinal))
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length >= Long))
                yield return SecretForm.Read(line, line);
        foreach (var form in (IEnumerable<string>)[text, .. SecretEscapes.Common(text)]) yield return SecretForm.Read(form, text);
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return new(Convert.ToHexStringLower(bytes), AnyCase: true);
        foreach (var form in (IEnumerable<string>)[.. SecretDigits.Base64(Encoding.UTF8.GetBytes(value)), .. SecretDigits.Base64(bytes)]) yield return new(form, AnyCase: false);
        if (text.Length < Long) yield break;
        foreach (var form in (IEnumerable<string>)[.. SecretDigits.TwiceBase64(bytes), .. SecretDigits.Utf16Base64(text)]) yield return new(form, AnyCase: false);
        if (text.Length > Longest) yield break;
        foreach (var form in (IEnumerable<string>)[Backwards(text), .. SecretEscapes.Uncommon(text)]) yield return SecretForm.Read(form, text);
        foreach (var form in (IEnumerable<string>)[.. SecretDigits.SeparateHexadecimal(bytes), .. SecretDigits.Base32(bytes)]) yield return new(form, AnyCase: true);
    }

    private static string Backwards(string text) => string.Concat(text.EnumerateRunes().Reverse().Select(rune => rune.ToString()));

    private static bool IsWorthHiding(string value) =>
        value.Length >= Shortest && value is not ("true" or "false" or "null") && !string.IsNullOrWhiteSpace(value);
}
