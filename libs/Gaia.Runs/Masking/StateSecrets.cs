using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>
/// What a state marks as sensitive: <c>"outputs":{"p":{"value":"hunter2","sensitive":true}}</c> and, of an instance,
/// <c>"attributes":{"users":[{"password":"hunter2"}]},"sensitive_attributes":[[{"type":"get_attr","value":"users"},{"type":"index",
/// "value":{"value":0,"type":"number"}},{"type":"get_attr","value":"password"}]]</c>
/// </summary>
internal static class StateSecrets
{
    public static IReadOnlyList<string> Of(JsonElement state) =>
    [
        .. Members(state, "outputs").Where(output => output.Value.ValueKind is JsonValueKind.Object && Is(output.Value, "sensitive"))
            .SelectMany(output => SensitiveVariables.Leaves(output.Value.GetProperty("value"))),
        .. Items(state, "resources").SelectMany(resource => Items(resource, "instances")).SelectMany(OfInstance),
    ];

    private static IEnumerable<string> OfInstance(JsonElement instance) =>
        instance.TryGetProperty("attributes", out var attributes)
            ? Items(instance, "sensitive_attributes").SelectMany(path => At(attributes, path) is { } value ? SensitiveVariables.Leaves(value) : [])
            : [];

    private static JsonElement? At(JsonElement value, JsonElement path)
    {
        if (path.ValueKind is not JsonValueKind.Array) return null;
        foreach (var step in path.EnumerateArray())
        {
            if (step.ValueKind is not JsonValueKind.Object || !step.TryGetProperty("value", out var key)) return null;
            if (key.ValueKind is JsonValueKind.Object && !key.TryGetProperty("value", out key)) return null;
            if (Step(value, key) is not { } next) return null;
            value = next;
        }
        return value;
    }

    private static JsonElement? Step(JsonElement value, JsonElement key) => (value.ValueKind, key.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.String) => value.TryGetProperty(key.GetString()!, out var member) ? member : null,
        (JsonValueKind.Array, JsonValueKind.Number) => key.TryGetInt32(out var index) && index >= 0 && index < value.GetArrayLength() ? value[index] : null,
        _ => null,
    };

    private static bool Is(JsonElement owner, string flag) => owner.TryGetProperty(flag, out var value) && value.ValueKind is JsonValueKind.True;

    private static IEnumerable<JsonProperty> Members(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var map) && map.ValueKind is JsonValueKind.Object ? map.EnumerateObject() : [];

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.ValueKind is JsonValueKind.Object && owner.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];
}
