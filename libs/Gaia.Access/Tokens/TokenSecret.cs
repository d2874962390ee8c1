using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.Access.Tokens;

/// <summary><c>gaia_</c> and 43 characters of base64url: 256 random bits. The prefix lets secret scanners find a leaked one.</summary>
public readonly record struct TokenSecret(string Value)
{
    public const string Prefix = "gaia_";

    public static TokenSecret New() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static bool LooksLikeOne(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Value));

    /// <summary>Never the secret: what is logged by mistake stays harmless.</summary>
    public override string ToString() => Prefix + "***";
}
