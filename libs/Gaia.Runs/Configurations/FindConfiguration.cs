namespace Gaia.Runs.Configurations;

/// <summary>Whether an archive is stored.</summary>
public sealed class FindConfiguration(ConfigurationStore store)
{
    /// <summary>Null where it is not.</summary>
    public Task<StoredConfiguration?> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken) =>
        store.FindAsync(digest, cancellationToken);
}
