namespace Gaia.Configurations;

/// <summary><c>sha256:...</c> over the bytes of a configuration archive.</summary>
public readonly record struct ConfigurationDigest(string Value)
{
    public static bool TryParse(string? text, out ConfigurationDigest digest)
    {
        digest = new ConfigurationDigest(text ?? "");
        return Sha256Digest.IsWellFormed(text);
    }

    internal string Hex => Value["sha256:".Length..];

    /// <summary>The key of its bytes in the blob store.</summary>
    public string Blob => $"configurations/{Hex}.tar.gz";

    public override string ToString() => Value;
}
