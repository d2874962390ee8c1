namespace Gaia.Configurations;

/// <summary>A stored configuration archive (tar, gzip).</summary>
/// <param name="Size">Bytes.</param>
public sealed record StoredConfiguration(ConfigurationDigest Digest, long Size, DateTimeOffset CreatedAt);
