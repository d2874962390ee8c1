namespace Gaia.Runs.Configurations;

/// <summary>Whether an archive is stored.</summary>
public sealed class FindConfiguration
{
    /// <summary>Null where it is not.</summary>
    public Task<StoredConfiguration?> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken) => throw new NotImplementedException();
}
