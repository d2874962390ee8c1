using Gaia.Runs.Configurations;
using Microsoft.Extensions.Caching.Memory;

namespace Gaia.Api.Configurations;

/// <summary>
/// The configurations that were asked for lately, opened once each. They are named by their content, so that what is
/// kept can never be out of date.
/// </summary>
internal sealed class OpenedConfigurations(OpenConfiguration open) : IDisposable
{
    private const int Most = 32;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.25 });

    public async Task<OpenedConfiguration> OpenAsync(string digest, CancellationToken cancellationToken)
    {
        var parsed = ConfigurationEndpoints.Parse(digest);
        if (cache.TryGetValue(parsed, out OpenedConfiguration? known)) return known!;
        // Two at once may both open it; both are right and one stays.
        var opened = await open.ExecuteAsync(parsed, cancellationToken);
        return cache.Set(parsed, opened, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });
    }

    public void Dispose() => cache.Dispose();
}
