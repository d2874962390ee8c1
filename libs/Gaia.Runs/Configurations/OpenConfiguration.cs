using Gaia.Stacks;

namespace Gaia.Runs.Configurations;

/// <param name="Folder">Where it is unpacked; never written to.</param>
public sealed record OpenedConfiguration(AtmosRepository Repository, string Folder);

/// <summary>A stored configuration as a repository that can be asked; nothing in it reaches outside its own files.</summary>
public sealed class OpenConfiguration(FindConfiguration find, UnpackedConfigurations unpacked)
{
    /// <exception cref="RunRefusedException"><c>configuration.not-found</c></exception>
    /// <exception cref="StacksException">It has no atmos.yaml, or one that does not parse.</exception>
    public async Task<OpenedConfiguration> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        if (await find.ExecuteAsync(digest, cancellationToken) is null) throw RunErrors.ConfigurationNotFound(digest);
        var folder = await unpacked.UnpackAsync(digest, cancellationToken);
        return new(UnpackedConfigurations.Open(folder, OutsideAccess.None), folder);
    }
}
