using System.Diagnostics.CodeAnalysis;

namespace Gaia.Configurations;

/// <summary>The text form of a content address: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public static class Sha256Digest
{
    private const string Prefix = "sha256:";

    public static string Of(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    public static bool IsWellFormed([NotNullWhen(true)] string? text) =>
        text is { Length: 71 } && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;
}
