using System.Text.Json;
using Gaia.Runs.Masking;

namespace Gaia.Runs.Plans;

/// <summary>
/// The plan as <c>terraform show -json</c> prints it (format 1.2): <c>{"format_version":"1.2","resource_changes":[{"address":...,
/// "mode":"managed","type":...,"name":...,"change":{"actions":["update"],...},"action_reason":...}],"resource_drift":[...],
/// "output_changes":{...},"variables":{...},"configuration":{...},"applyable":true}</c>
/// </summary>
internal sealed class PlanJson(JsonElement root)
{
    /// <summary>False where applying would change neither resources nor outputs.</summary>
    public bool HasChanges => root.TryGetProperty("applyable", out var applyable)
        ? applyable.GetBoolean()
        : Changes("resource_changes").Any(change => ActionOf(change) is not (ChangeAction.NoOp or ChangeAction.Read))
            || OutputChanges(SecretMask.None).Count > 0;

    public PlanSummary Summarize(PlanDigest digest, SecretMask mask)
    {
        var resources = Changes("resource_changes").Select(change => Resource(change, mask)).Where(IsShown).ToList();
        var drift = Changes("resource_drift").Select(change => Resource(change, mask))
            .Select(DriftNoise.Without).OfType<ResourceChange>().ToList();
        return new PlanSummary(digest.Value, Count(), resources, drift, OutputChanges(mask));
    }

    private ChangeCounts Count()
    {
        var all = Changes("resource_changes").ToList();
        int Of(ChangeAction action) => all.Count(change => ActionOf(change) == action);
        return new ChangeCounts(Of(ChangeAction.Create), Of(ChangeAction.Update), Of(ChangeAction.Delete), Of(ChangeAction.Replace),
            all.Count(IsImport));
    }

    private static bool IsShown(ResourceChange change) => change.Action is not ChangeAction.NoOp;

    private IEnumerable<JsonElement> Changes(string section) =>
        root.TryGetProperty(section, out var changes) && changes.ValueKind is JsonValueKind.Array ? changes.EnumerateArray() : [];

    private static ResourceChange Resource(JsonElement resource, SecretMask mask) => new(
        mask.Apply(resource.GetProperty("address").GetString()!), resource.GetProperty("type").GetString()!, resource.GetProperty("name").GetString()!,
        ActionOf(resource), resource.TryGetProperty("action_reason", out var reason) ? reason.GetString() : null,
        AttributeDiff.Of(resource.GetProperty("change"), mask));

    private static bool IsImport(JsonElement resource) =>
        resource.GetProperty("change").TryGetProperty("importing", out var importing) && importing.ValueKind is JsonValueKind.Object;

    private static ChangeAction ActionOf(JsonElement resource) => ActionsOf(resource.GetProperty("change")) switch
    {
        ["create"] => ChangeAction.Create,
        ["update"] => ChangeAction.Update,
        ["delete"] => ChangeAction.Delete,
        ["delete", "create"] or ["create", "delete"] => ChangeAction.Replace,
        ["read"] => ChangeAction.Read,
        ["forget"] => ChangeAction.Forget,
        _ => IsImport(resource) ? ChangeAction.Import : ChangeAction.NoOp,
    };

    private static string[] ActionsOf(JsonElement change) => [.. change.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)];

    private List<OutputChange> OutputChanges(SecretMask mask)
    {
        if (!root.TryGetProperty("output_changes", out var outputs) || outputs.ValueKind is not JsonValueKind.Object) return [];
        return [.. outputs.EnumerateObject().Select(output => Output(output, mask)).Where(output => output.Action is not ChangeAction.NoOp)
            .OrderBy(output => output.Name, StringComparer.Ordinal)];
    }

    private static OutputChange Output(JsonProperty output, SecretMask mask)
    {
        var change = output.Value;
        var action = ActionsOf(change) switch
        {
            ["create"] => ChangeAction.Create,
            ["update"] => ChangeAction.Update,
            ["delete"] => ChangeAction.Delete,
            _ => ChangeAction.NoOp,
        };
        var sensitive = IsTrueSomewhere(change, "before_sensitive") || IsTrueSomewhere(change, "after_sensitive");
        var unknown = IsTrueSomewhere(change, "after_unknown");
        JsonElement? after = sensitive || unknown || !change.TryGetProperty("after", out var value) || value.ValueKind is JsonValueKind.Null
            ? null
            : mask.Apply(value);
        return new OutputChange(output.Name, action, after, sensitive, unknown);
    }

    private static bool IsTrueSomewhere(JsonElement change, string name) => change.TryGetProperty(name, out var flag) && Somewhere(flag);

    private static bool Somewhere(JsonElement flag) => flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => flag.EnumerateObject().Any(member => Somewhere(member.Value)),
        JsonValueKind.Array => flag.EnumerateArray().Any(Somewhere),
        _ => false,
    };
}
