using System.Text.Json;
using Gaia.Runs.Masking;

namespace Gaia.Runs.Plans;

/// <summary>A plan as <c>terraform show -json</c> prints it, with every sensitive value as <see cref="SecretMask.Shown"/>: for checks and scripts.</summary>
internal static class MaskedPlanJson
{
    /// <summary>Where a secret is after a change and was another one before.</summary>
    public const string Changed = "(sensitive value, changed)";

    // What a member's flags are called: before_sensitive has true where before has a secret, and the shape of before around it.
    private static readonly Dictionary<string, string> Flags = new(StringComparer.Ordinal)
    {
        ["before"] = "before_sensitive", ["after"] = "after_sensitive", ["values"] = "sensitive_values",
    };

    public static byte[] Of(JsonElement plan, SecretMask mask)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) new Copy(json, mask, SensitiveVariablesOf(plan)).Plan(plan);
        return buffer.ToArray();
    }

    private static HashSet<string> SensitiveVariablesOf(JsonElement plan) =>
        plan.TryGetProperty("configuration", out var configuration) && configuration.TryGetProperty("root_module", out var module)
        && module.TryGetProperty("variables", out var variables)
            ? [.. variables.EnumerateObject().Where(variable => IsSensitive(variable.Value)).Select(variable => variable.Name)] : [];

    private static bool IsSensitive(JsonElement owner) =>
        owner.ValueKind is JsonValueKind.Object && owner.TryGetProperty("sensitive", out var flag) && flag.ValueKind is JsonValueKind.True;

    private sealed class Copy(Utf8JsonWriter json, SecretMask mask, HashSet<string> sensitiveVariables)
    {
        public void Plan(JsonElement plan)
        {
            json.WriteStartObject();
            foreach (var member in plan.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                if (member.Name == "variables") Variables(member.Value);
                else Any(member.Value);
            }
            json.WriteEndObject();
        }

        // {"password": {"value": "s3cret"}}
        private void Variables(JsonElement variables)
        {
            json.WriteStartObject();
            foreach (var variable in variables.EnumerateObject())
            {
                json.WritePropertyName(variable.Name);
                if (!sensitiveVariables.Contains(variable.Name)) Any(variable.Value);
                else
                {
                    json.WriteStartObject();
                    json.WriteString("value", SecretMask.Shown);
                    json.WriteEndObject();
                }
            }
            json.WriteEndObject();
        }

        private void Any(JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    json.WriteStartObject();
                    foreach (var member in value.EnumerateObject()) Member(value, member);
                    json.WriteEndObject();
                    break;
                case JsonValueKind.Array:
                    json.WriteStartArray();
                    foreach (var item in value.EnumerateArray()) Any(item);
                    json.WriteEndArray();
                    break;
                default:
                    mask.Write(json, value);
                    break;
            }
        }

        private void Member(JsonElement owner, JsonProperty member)
        {
            json.WritePropertyName(mask.Apply(member.Name));
            // Outputs and declared variables: {"sensitive": true, "value": ...} or {"sensitive": true, "default": ...}.
            if (member.Name is "value" or "default" && IsSensitive(owner)) json.WriteStringValue(SecretMask.Shown);
            else if (Flags.TryGetValue(member.Name, out var name) && owner.TryGetProperty(name, out var flags)) Flagged(member.Value, flags, member.Name == "after" && owner.TryGetProperty("before", out var before) ? before : default);
            else Any(member.Value);
        }

        /// <param name="before">What was there before; undefined where that is not known.</param>
        private void Flagged(JsonElement value, JsonElement flags, JsonElement before)
        {
            if (flags.ValueKind is JsonValueKind.True && value.ValueKind is not JsonValueKind.Null)
                json.WriteStringValue(before.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || JsonElement.DeepEquals(before, value) ? SecretMask.Shown : Changed);
            else if (flags.ValueKind is JsonValueKind.Object && value.ValueKind is JsonValueKind.Object)
            {
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(mask.Apply(member.Name));
                    if (flags.TryGetProperty(member.Name, out var inner))
                        Flagged(member.Value, inner, before.ValueKind is JsonValueKind.Object && before.TryGetProperty(member.Name, out var was) ? was : default);
                    else Any(member.Value);
                }
                json.WriteEndObject();
            }
            else if (flags.ValueKind is JsonValueKind.Array && value.ValueKind is JsonValueKind.Array)
            {
                json.WriteStartArray();
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (index < flags.GetArrayLength())
                        Flagged(item, flags[index], before.ValueKind is JsonValueKind.Array && index < before.GetArrayLength() ? before[index] : default);
                    else Any(item);
                    index++;
                }
                json.WriteEndArray();
            }
            else Any(value);
        }
    }
}
