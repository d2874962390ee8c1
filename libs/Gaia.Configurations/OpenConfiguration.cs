using Gaia.Stacks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

/// <param name="Folder">Where it is unpacked; never written to.</param>
public sealed record OpenedConfiguration(AtmosRepository Repository, string Folder);

/// <summary>
/// A stored configuration as a repository that can be asked. Unless <see cref="ConfigurationsOptions.OutsideOnServer"/> allows it,
/// nothing in it reaches outside its own files; then those that were asked for lately stay open: they are named by their
/// content, so that what is kept can never be out of date.
/// </summary>
public sealed class OpenConfiguration(FindConfiguration find, UnpackedConfigurations unpacked, IOptions<ConfigurationsOptions> options) : IDisposable
{
    private const int Most = 32;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.25 });
    private readonly OutsideAccess outside = options.Value.OutsideOnServer;

    /// <summary>Whether the same digest gives the same answers for ever.</summary>
    public bool FollowsFromContent => outside is OutsideAccess.None;

    /// <exception cref="ConfigurationRefusedException"><c>configuration.not-found</c></exception>
    /// <exception cref="DocumentException">It has no atmos.yaml, or one that does not parse.</exception>
    public async Task<OpenedConfiguration> ExecuteAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(digest, out OpenedConfiguration? known) && await unpacked.TouchAsync(digest, cancellationToken)) return known!;
        if (await find.ExecuteAsync(digest, cancellationToken) is null) throw ConfigurationErrors.ConfigurationNotFound(digest);
        // Two at once may both open it; both are right and one stays.
        var folder = await unpacked.UnpackAsync(digest, cancellationToken);
        var opened = new OpenedConfiguration(UnpackedConfigurations.Open(folder, outside), folder);
        return FollowsFromContent ? cache.Set(digest, opened, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept }) : opened;
    }

    public void Dispose() => cache.Dispose();
}
