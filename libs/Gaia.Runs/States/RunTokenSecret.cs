using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.Runs.States;

/// <summary><c>gaiarun_</c> and 43 characters of base64url: 256 random bits. No token of Gaia's API begins so.</summary>
public readonly record struct RunTokenSecret(string Value)
{
    public const string Prefix = "gaiarun_";

    public static bool LooksLikeOne(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    internal static RunTokenSecret New() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    internal byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Value));

    /// <summary>Never the secret: what is logged by mistake stays harmless.</summary>
    public override string ToString() => Prefix + "***";
}
