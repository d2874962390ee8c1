namespace Gaia.Configurations;

/// <summary>Whether an archive is stored.</summary>
public sealed class FindConfiguration(IConfigurationIndex index)
{
    /// <summary>Null where it is not.</summary>
    public Task<StoredConfiguration?> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken) =>
        index.FindAsync(digest, cancellationToken);
}
