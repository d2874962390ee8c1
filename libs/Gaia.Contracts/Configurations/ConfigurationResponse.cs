namespace Gaia.Contracts;

/// <summary>A stored configuration archive (tar, gzip).</summary>
/// <param name="Digest"><c>sha256:</c> and 64 hexadecimal digits, over the archive's bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record ConfigurationResponse(string Digest, long Size, DateTimeOffset CreatedAt);
