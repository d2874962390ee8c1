using Gaia.Stacks;

namespace Gaia.Runs.Configurations;

/// <summary>A stored configuration as a repository that can be asked; nothing in it reaches outside its own files.</summary>
public sealed class OpenConfiguration(FindConfiguration find, UnpackedConfigurations unpacked)
{
    /// <exception cref="RunRefusedException"><c>configuration.not-found</c></exception>
    /// <exception cref="StacksException">It has no atmos.yaml, or one that does not parse.</exception>
    public async Task<AtmosRepository> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        if (await find.ExecuteAsync(digest, cancellationToken) is null) throw RunErrors.ConfigurationNotFound(digest);
        return UnpackedConfigurations.Open(await unpacked.UnpackAsync(digest, cancellationToken), OutsideAccess.None);
    }
}
