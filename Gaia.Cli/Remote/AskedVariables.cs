using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gaia.Cli.Remote;

/// <summary>The environment as `!env` and templates read it here; remembers which variables they asked for, so that a worker gets the same.</summary>
internal sealed class AskedVariables(IReadOnlyDictionary<string, string> environment) : IReadOnlyDictionary<string, string>
{
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);

    private ConcurrentDictionary<string, bool>? meanwhile;

    private readonly ConcurrentDictionary<string, string?> git = new(StringComparer.Ordinal);

    /// <summary>What `!git.*` functions found, by function.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Git => git.OrderBy(fact => fact.Key, StringComparer.Ordinal);

    public void FoundInGit(string function, string? value) => git[function] = value;

    /// <summary>Names, whether they are set or not.</summary>
    public IEnumerable<string> Asked => asked.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those that are asked for meanwhile.</summary>
    public IReadOnlyCollection<string> During(Action ask)
    {
        var names = meanwhile = new(StringComparer.Ordinal);
        try
        {
            ask();
        }
        finally
        {
            meanwhile = null;
        }
        return [.. names.Keys.Order(StringComparer.Ordinal)];
    }

    public bool IsOf(IReadOnlyDictionary<string, string> other) => ReferenceEquals(environment, other);

    public int Count => environment.Count;

    public IEnumerable<string> Keys => environment.Keys;

    public IEnumerable<string> Values => environment.Values;

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        asked[key] = true;
        if (meanwhile is { } names) names[key] = true;
        return environment.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => environment.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
