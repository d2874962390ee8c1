using Microsoft.Extensions.Caching.Memory;

namespace Gaia.Api.Configurations;

/// <summary>Answers that follow from content alone, by their ETag: the ones asked for lately, up to 64 MiB in all.</summary>
internal sealed class KeptAnswers : IDisposable
{
    private const long Most = 64L << 20;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.25 });

    public EngineDocument? Find(string tag) => cache.Get<EngineDocument>(tag);

    public void Keep(string tag, EngineDocument answer) =>
        cache.Set(tag, answer, new MemoryCacheEntryOptions { Size = answer.Json.Length + 256, SlidingExpiration = Kept });

    public void Dispose() => cache.Dispose();
}
