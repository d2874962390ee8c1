using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>Every value that a plan flags as sensitive, in plain text, so that it can be masked wherever else it shows up.</summary>
internal static class PlanSecrets
{
    public static IReadOnlySet<string> Of(JsonElement root)
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in (string[])["resource_changes", "resource_drift"])
            if (root.TryGetProperty(section, out var changes) && changes.ValueKind is JsonValueKind.Array)
                foreach (var resource in changes.EnumerateArray())
                    OfChange(resource.GetProperty("change"), secrets);
        if (root.TryGetProperty("output_changes", out var outputs))
            foreach (var output in outputs.EnumerateObject()) OfChange(output.Value, secrets);
        if (root.TryGetProperty("prior_state", out var prior)) OfModules(prior, secrets);
        OfVariables(root, secrets);
        return secrets;
    }

    private static void OfChange(JsonElement change, HashSet<string> secrets)
    {
        Collect(change, "before", "before_sensitive", secrets);
        Collect(change, "after", "after_sensitive", secrets);
    }

    private static void Collect(JsonElement owner, string values, string flags, HashSet<string> secrets)
    {
        if (owner.TryGetProperty(values, out var value) && owner.TryGetProperty(flags, out var flag)) Collect(value, flag, secrets);
    }

    private static void Collect(JsonElement value, JsonElement flag, HashSet<string> secrets)
    {
        if (flag.ValueKind is JsonValueKind.True)
            secrets.UnionWith(SensitiveVariables.Leaves(value));
        else if (flag.ValueKind is JsonValueKind.Object && value.ValueKind is JsonValueKind.Object)
            foreach (var member in flag.EnumerateObject())
            {
                if (value.TryGetProperty(member.Name, out var inner)) Collect(inner, member.Value, secrets);
            }
        else if (flag.ValueKind is JsonValueKind.Array && value.ValueKind is JsonValueKind.Array)
            foreach (var (inner, innerFlag) in value.EnumerateArray().Zip(flag.EnumerateArray())) Collect(inner, innerFlag, secrets);
    }

    // Data sources are in the prior state only: {"values":{"root_module":{"resources":[{"values":..,"sensitive_values":..}],"child_modules":[..]}}}
    private static void OfModules(JsonElement state, HashSet<string> secrets)
    {
        if (state.ValueKind is JsonValueKind.Object)
        {
            Collect(state, "values", "sensitive_values", secrets);
            foreach (var member in state.EnumerateObject())
                if (member.Name is "values" or "root_module" or "resources" or "child_modules")
                    OfModules(member.Value, secrets);
        }
        else if (state.ValueKind is JsonValueKind.Array)
            foreach (var item in state.EnumerateArray()) OfModules(item, secrets);
    }

    private static void OfVariables(JsonElement root, HashSet<string> secrets)
    {
        if (!root.TryGetProperty("variables", out var values) || !root.TryGetProperty("configuration", out var configuration)
            || !configuration.TryGetProperty("root_module", out var module) || !module.TryGetProperty("variables", out var declared)) return;
        foreach (var variable in declared.EnumerateObject())
            if (variable.Value.TryGetProperty("sensitive", out var flag) && flag.ValueKind is JsonValueKind.True
                && values.TryGetProperty(variable.Name, out var given) && given.TryGetProperty("value", out var value))
                secrets.UnionWith(SensitiveVariables.Leaves(value));
    }
}
