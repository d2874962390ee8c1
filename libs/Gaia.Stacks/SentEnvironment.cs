using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Gaia.Stacks;

/// <summary>
/// What is known of the environment of whoever sent a configuration: what its `!env` and templates read there. Anything else is refused,
/// so that no value of the machine that evaluates comes in its place.
/// </summary>
/// <param name="values">As they were there.</param>
/// <param name="absent">Names of which it is known that they were not set there.</param>
public sealed class SentEnvironment(IReadOnlyDictionary<string, string> values, IReadOnlySet<string> absent) : IReadOnlyDictionary<string, string>
{
    public int Count => values.Count;

    public IEnumerable<string> Keys => values.Keys;

    public IEnumerable<string> Values => values.Values;

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <exception cref="StacksInvalidException">`environment.not-sent`: nothing is known of it.</exception>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        if (values.TryGetValue(key, out value)) return true;
        if (absent.Contains(key)) return false;
        throw new StacksInvalidException("environment.not-sent",
            $"the environment variable '{key}' is read, but was not sent with the configuration: names with TOKEN, SECRET, PASSWORD or KEY never are, and a git revision has none. "
            + "Take the value from a store, or allow the worker's own environment: Gaia__Outside with Environment");
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
