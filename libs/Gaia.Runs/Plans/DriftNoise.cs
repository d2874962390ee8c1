using System.Text.Json;

namespace Gaia.Runs.Plans;

/// <summary>
/// What a refresh reports as drift although nobody changed anything: null that became empty or the other way round, and
/// attributes that move by themselves.
/// </summary>
internal static class DriftNoise
{
    private static readonly HashSet<string> Moving = ["latest_restorable_time", "status_last_changed", "last_modified", "access_key_last_used"];

    public static ResourceChange? Without(ResourceChange drift)
    {
        var real = drift.Attributes.Where(attribute => !IsNoise(attribute)).ToList();
        return real.Count == 0 && drift.Action is not ChangeAction.Delete ? null : drift with { Attributes = real };
    }

    private static bool IsNoise(AttributeChange attribute) =>
        Moving.Contains(attribute.Path) || !attribute.Sensitive && IsEmpty(attribute.Before) && IsEmpty(attribute.After);

    private static bool IsEmpty(JsonElement? value) => value is null || value.Value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.Value.GetString()!.Length == 0,
        JsonValueKind.Array => value.Value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.Value.EnumerateObject().Any(),
        JsonValueKind.False => true,
        _ => false,
    };
}
