namespace Gaia.Configurations;

/// <summary>Which archives are stored; whoever keeps runs keeps it beside them, so that a run's archive is always known.</summary>
public interface IConfigurationIndex
{
    /// <summary>Null where it is not stored; else it counts as used now.</summary>
    Task<StoredConfiguration?> FindAsync(ConfigurationDigest digest, CancellationToken cancellationToken);

    /// <summary>
    /// Before its bytes are written: should nothing come of it, they are removed after a day. Also waits for a removal that is going on.
    /// </summary>
    Task ExpectAsync(ConfigurationDigest digest, CancellationToken cancellationToken);

    /// <param name="size">Bytes of the archive.</param>
    /// <returns>False where it was there already.</returns>
    Task<bool> AddAsync(ConfigurationDigest digest, long size, CancellationToken cancellationToken);
}
