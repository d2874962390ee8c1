using Gaia.Stacks.Evaluation;
using Gaia.Terraform.Hooks;
using Gaia.Terraform.Variables;

namespace Gaia.Terraform;

/// <summary>One terraform command as it was asked for, by a person or by a run.</summary>
/// <param name="Arguments">Terraform's own, in order: -target=a, -destroy.</param>
public sealed record ActionRequest(TerraformVerb Verb, IReadOnlyList<string> Arguments)
{
    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;

    /// <summary>A saved plan to apply: a path, or empty for the plan file that `plan` writes.</summary>
    public string? FromPlan { get; init; }

    public bool SkipInit { get; init; }

    /// <summary>Null: as atmos.yaml says.</summary>
    public bool? Reconfigure { get; init; }

    /// <summary>Null: as atmos.yaml says.</summary>
    public bool? WritesBackend { get; init; }

    /// <summary>Null: as atmos.yaml says.</summary>
    public bool? SkipPlanfile { get; init; }

    /// <summary>Null: as atmos.yaml says.</summary>
    public bool? DeployRunsInit { get; init; }

    public bool PassVarsOnInit { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>TF_WORKSPACE is set: terraform takes its workspace from there.</summary>
    public bool WorkspaceFromEnvironment { get; init; }

    public SkippedHooks SkipHooks { get; init; } = SkippedHooks.None;

    /// <summary>Where Gaia keeps the state of a component that has no backend of its own; null: terraform keeps it beside the component.</summary>
    public GaiaState? State { get; init; }

    /// <summary>The lock that `force-unlock` names; null: none, or another command.</summary>
    public string? BrokenLock => Verb.First == "force-unlock" ? Arguments.LastOrDefault(argument => !argument.StartsWith('-')) : null;

    /// <summary>Beyond those of the stack, and over them; a later one wins. For who keeps values out of <see cref="Arguments"/>.</summary>
    public IReadOnlyList<GivenVariable> Variables { get; init; } = [];

    /// <summary>`--identity`, or ATMOS_IDENTITY; `false` asks for the credentials that are there.</summary>
    public string? Identity { get; init; }
}
