using System.Collections;

namespace Gaia.Cli.Hosting;

/// <summary>The variables a command sees and hands on. Steps of workflows run with their own set, so it is a value.</summary>
internal static class ProcessEnvironment
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> variables, IEnumerable<KeyValuePair<string, string>> changes)
    {
        var changed = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        foreach (var (name, value) in changes) changed[name] = value;
        return changed;
    }

    /// <summary>True for 1, t, true, yes and on in any case; false when unset or anything else.</summary>
    public static bool IsOn(this IReadOnlyDictionary<string, string> variables, string name) =>
        variables.GetValueOrDefault(name)?.ToLowerInvariant() is "1" or "t" or "true" or "yes" or "on";
}
