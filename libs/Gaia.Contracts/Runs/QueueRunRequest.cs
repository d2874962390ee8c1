using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>Asks for a run. Exactly one of <paramref name="ConfigurationDigest"/> and <paramref name="Ref"/> is given.</summary>
/// <param name="Operation">plan, apply or destroy. A plan with changes waits for approval all the same.</param>
/// <param name="ConfigurationDigest">Digest of an uploaded archive.</param>
/// <param name="Ref">Git ref of the server's registered repository.</param>
/// <param name="AutoApprove">Apply at once what the plan says.</param>
/// <param name="PlanOnly">Finish after the plan; nothing can be approved.</param>
/// <param name="Arguments">Further terraform plan arguments from the documented allow-list: -target=, -replace=, -refresh=, -refresh-only, -parallelism=, -lock-timeout=.</param>
/// <param name="Message">Why, in the requester's words; shown in history.</param>
public sealed record QueueRunRequest(
    string Component,
    string Stack,
    RunOperation Operation,
    string? ConfigurationDigest = null,
    string? Ref = null,
    bool AutoApprove = false,
    bool PlanOnly = false,
    IReadOnlyList<string>? Arguments = null,
    string? Message = null);

[JsonConverter(typeof(CamelCaseEnum<RunOperation>))]
public enum RunOperation { Plan, Apply, Destroy }

public sealed record ApproveRunRequest(string PlanDigest);

public sealed record DiscardRunRequest(string? Reason = null);

/// <param name="Force">Kill at once instead of interrupting terraform and waiting for it to save its state.</param>
public sealed record CancelRunRequest(bool Force = false);
