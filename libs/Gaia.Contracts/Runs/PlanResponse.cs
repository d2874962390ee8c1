using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>What a plan would do, secrets masked.</summary>
/// <param name="Variables">What was given with the run, a later one winning over an earlier; absent where nothing was.</param>
/// <param name="Digest"><c>sha256:...</c> of the plan file; approval names it.</param>
public sealed record PlanResponse(
    string Digest,
    ChangeCounts Changes,
    IReadOnlyList<ResourceChange> Resources,
    IReadOnlyList<ResourceChange> Drift,
    IReadOnlyList<OutputChange> Outputs,
    IReadOnlyList<RunVariableResponse>? Variables = null);

/// <param name="Address">Terraform address: <c>module.network.aws_vpc.main[0]</c>.</param>
/// <param name="Attributes">Only those that change, sorted by path.</param>
public sealed record ResourceChange(
    string Address, string Type, string Name, ChangeAction Action, string? Reason, IReadOnlyList<AttributeChange> Attributes);

[JsonConverter(typeof(CamelCaseEnum<ChangeAction>))]
public enum ChangeAction { NoOp, Create, Update, Delete, Replace, Read, Import, Forget }

/// <param name="Path">Dotted path inside the resource: <c>tags.Name</c>, <c>ingress[0].from_port</c>.</param>
/// <param name="Before">JSON value, or null where there was none. Absent when <paramref name="Sensitive"/>.</param>
/// <param name="Unknown">Known only after apply.</param>
public sealed record AttributeChange(
    string Path, JsonElement? Before, JsonElement? After, bool Sensitive, bool Unknown, bool ForcesReplacement);

public sealed record OutputChange(string Name, ChangeAction Action, JsonElement? After, bool Sensitive, bool Unknown);

/// <param name="Value">Absent when sensitive.</param>
public sealed record OutputResponse(string Name, JsonElement? Value, bool Sensitive);
