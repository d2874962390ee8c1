using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Cli.States;

/// <summary>What differs between two versions, by address. Values may be secrets and are not shown.</summary>
internal sealed record StateDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<ChangedResource> Changed)
{
    [JsonIgnore]
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    public static StateDiff Of(StateContent from, StateContent to) => new(
        [.. to.Resources.Keys.Where(address => !from.Resources.ContainsKey(address))],
        [.. from.Resources.Keys.Where(address => !to.Resources.ContainsKey(address))],
        [.. from.Resources.Keys.Where(to.Resources.ContainsKey)
            .Select(address => new ChangedResource(address, Attributes(from.Resources[address], to.Resources[address]))).Where(changed => changed.Attributes.Count > 0)]);

    private static IReadOnlyList<string> Attributes(JsonElement from, JsonElement to)
    {
        if (from.ValueKind != JsonValueKind.Object || to.ValueKind != JsonValueKind.Object) return from.ValueKind == to.ValueKind ? [] : ["(all)"];
        return [.. from.EnumerateObject().Concat(to.EnumerateObject()).Select(attribute => attribute.Name).Distinct().Order(StringComparer.Ordinal).Where(Differs)];

        bool Differs(string name) => !(from.TryGetProperty(name, out var before) && to.TryGetProperty(name, out var after) && JsonElement.DeepEquals(before, after));
    }
}

/// <param name="Attributes">Names of those that differ.</param>
internal sealed record ChangedResource(string Address, IReadOnlyList<string> Attributes);
