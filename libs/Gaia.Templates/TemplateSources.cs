using System.Collections.Concurrent;

namespace Gaia.Templates;

/// <summary>What datasources have answered: shared by all renderings of one run, so that each is asked once.</summary>
public sealed class TemplateSources
{
    private readonly ConcurrentDictionary<string, Lazy<(string Text, string? MediaType)>> answers = new(StringComparer.Ordinal);

    internal (string Text, string? MediaType) GetOrAsk(string key, Func<(string, string?)> ask) =>
        answers.GetOrAdd(key, _ => new Lazy<(string, string?)>(ask)).Value;
}
