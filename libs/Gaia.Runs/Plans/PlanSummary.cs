using System.Text.Json;

namespace Gaia.Runs.Plans;

/// <summary>Resources the plan would create, update, delete, replace (counted neither in create nor delete) and import.</summary>
public sealed record ChangeCounts(int Create, int Update, int Delete, int Replace, int Import)
{
    public static ChangeCounts None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>What a plan would do, secrets masked.</summary>
public sealed record PlanSummary(
    string Digest,
    ChangeCounts Changes,
    IReadOnlyList<ResourceChange> Resources,
    IReadOnlyList<ResourceChange> Drift,
    IReadOnlyList<OutputChange> Outputs);

/// <param name="Attributes">Only those that change, sorted by path.</param>
public sealed record ResourceChange(
    string Address, string Type, string Name, ChangeAction Action, string? Reason, IReadOnlyList<AttributeChange> Attributes);

/// <param name="Path">Dotted: <c>tags.Name</c>, <c>ingress[0].from_port</c>.</param>
/// <param name="Before">Absent where there was none, and always when <paramref name="Sensitive"/>.</param>
/// <param name="Unknown">Known only after apply.</param>
public sealed record AttributeChange(
    string Path, JsonElement? Before, JsonElement? After, bool Sensitive, bool Unknown, bool ForcesReplacement);

public sealed record OutputChange(string Name, ChangeAction Action, JsonElement? After, bool Sensitive, bool Unknown);
