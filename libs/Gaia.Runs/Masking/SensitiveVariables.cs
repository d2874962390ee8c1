using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>Values of input variables that the component declares sensitive, before terraform has said so.</summary>
internal static class SensitiveVariables
{
    /// <param name="varfile"><c>{"db_password":"...","size":2}</c></param>
    public static IReadOnlyList<string> Values(IReadOnlySet<string> names, byte[] varfile)
    {
        using var json = JsonDocument.Parse(varfile);
        return [.. Values(names, json.RootElement)];
    }

    /// <inheritdoc cref="Values(IReadOnlySet{string}, byte[])"/>
    public static IEnumerable<string> Values(IReadOnlySet<string> names, JsonElement varfile) =>
        varfile.EnumerateObject().Where(variable => names.Contains(variable.Name)).SelectMany(variable => Leaves(variable.Value));

    internal static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        _ => [],
    };
}
