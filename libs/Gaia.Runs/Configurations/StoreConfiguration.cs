namespace Gaia.Runs.Configurations;

/// <summary>Stores an uploaded archive as it streams in, and refuses it where its digest or size is not as promised.</summary>
public sealed class StoreConfiguration
{
    /// <returns>The configuration, and whether it is new.</returns>
    /// <exception cref="RunRefusedException"><c>configuration.digest-mismatch</c> or <c>configuration.too-large</c></exception>
    public Task<(StoredConfiguration Configuration, bool Created)> ExecuteAsync(
        ConfigurationDigest digest, Stream archive, CancellationToken cancellationToken) => throw new NotImplementedException();
}
