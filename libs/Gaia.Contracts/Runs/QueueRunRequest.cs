using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>Asks for a run. Exactly one of <paramref name="ConfigurationDigest"/> and <paramref name="Ref"/> is given.</summary>
/// <param name="Operation">plan, apply or destroy. A plan with changes waits for approval all the same.</param>
/// <param name="ConfigurationDigest">Digest of an uploaded archive.</param>
/// <param name="Ref">Git ref of the server's registered repository.</param>
/// <param name="AutoApprove">Apply at once what the plan says.</param>
/// <param name="PlanOnly">Finish after the plan; nothing can be approved.</param>
/// <param name="Arguments">Further terraform plan arguments from the documented allow-list: -target=, -replace=, -refresh=, -refresh-only, -parallelism=, -lock-timeout=.</param>
/// <param name="Variables">As -var and -var-file of terraform, over those of the stack; a later one wins. At most 64, 4 MB together.</param>
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
    string? Message = null,
    IReadOnlyList<RunVariableRequest>? Variables = null);

/// <summary>One value, or one file of them. Kept encrypted while the run is open, and shown to nobody.</summary>
/// <param name="Name">Of an input variable of the component; with <paramref name="Value"/>.</param>
/// <param name="Value">As -var has it: text for a variable of type string, number, bool or none, else an expression such as <c>["a", "b"]</c>. At most 128 KiB.</param>
/// <param name="File">A name that ends in .tfvars or .tfvars.json; with <paramref name="Content"/>.</param>
/// <param name="Content">Of that file, at most 1 MB.</param>
public sealed record RunVariableRequest(string? Name = null, string? Value = null, string? File = null, string? Content = null)
{
    /// <summary>What may be shown of it.</summary>
    public override string ToString() => Name ?? File ?? "";
}

[JsonConverter(typeof(CamelCaseEnum<RunOperation>))]
public enum RunOperation { Plan, Apply, Destroy }

public sealed record ApproveRunRequest(string PlanDigest);

public sealed record DiscardRunRequest(string? Reason = null);

/// <param name="Force">Kill at once instead of interrupting terraform and waiting for it to save its state.</param>
public sealed record CancelRunRequest(bool Force = false);
