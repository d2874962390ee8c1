using System.Text.Json;
using Gaia.Stacks.Secrets;

namespace Gaia.Runs.Masking;

/// <summary>Secrets within settings that are not secret as a whole.</summary>
internal static class SecretText
{
    /// <summary>Values of variables that are secret by their name, and the credentials in others.</summary>
    public static IEnumerable<string> OfEnvironment(IReadOnlyDictionary<string, string> environment) =>
        environment.SelectMany(variable => SecretNames.IsOne(variable.Key) ? Credentials.In(variable.Value).Prepend(variable.Value) : Credentials.In(variable.Value));

    /// <summary>The same of JSON, by the names of its members: <c>{"terraform":{"backend":{"pg":{"conn_str":"..."}}}}</c>.</summary>
    public static IEnumerable<string> OfSettings(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. OfSettings(document.RootElement)];
    }

    private static IEnumerable<string> OfSettings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member =>
            SecretNames.IsOne(member.Name) ? SensitiveVariables.Leaves(member.Value).Concat(OfSettings(member.Value)) : OfSettings(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(OfSettings),
        JsonValueKind.String => Credentials.In(value.GetString()!),
        _ => [],
    };
}
