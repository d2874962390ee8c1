namespace Gaia.Runs.Masking;

/// <summary>One way in which a secret is written.</summary>
/// <param name="AnyCase">Whether it is as telling in capitals: hexadecimal digits are, base64 is not.</param>
internal readonly record struct SecretForm(string Text, bool AnyCase)
{
    private const int Distinctive = 12;

    /// <summary>Of a secret as it reads: in another case too, unless that is a word which others say.</summary>
    public static SecretForm Read(string text, string secret) =>
        new(text, secret.Length >= Distinctive || (secret.Length >= SecretForms.Long && !secret.All(char.IsLetter)));

    public bool Begins(ReadOnlySpan<char> text) =>
        text.StartsWith(Text, AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
