using Gaia.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>The two commands of terraform that a run is made of.</summary>
internal static class RunActions
{
    private static readonly TerraformVerb PlanVerb = TerraformVerb.All.Single(verb => verb.Words == "plan");
    private static readonly TerraformVerb ApplyVerb = TerraformVerb.All.Single(verb => verb.Words == "apply");
    private static readonly TerraformVerb DestroyVerb = TerraformVerb.All.Single(verb => verb.Words == "destroy");

    /// <param name="again">A worker died in this plan: its terraform may still be letting go of the state's lock.</param>
    public static ActionRequest Plan(Run run, bool again)
    {
        string[] destroy = run.Operation is RunOperation.Destroy ? ["-destroy"] : [];
        string[] patience = again && !run.Arguments.Any(argument => argument.StartsWith("-lock-timeout", StringComparison.Ordinal)) ? ["-lock-timeout=60s"] : [];
        return new(PlanVerb, [.. destroy, .. patience, .. run.Arguments]) { SkipPlanfile = false };
    }

    /// <summary>Of the plan file that <see cref="Plan"/> wrote.</summary>
    public static ActionRequest Apply(Run run) => new(ApplyVerb, [.. run.Arguments.Where(IsForApply)]) { FromPlan = "" };

    /// <summary>All that the run may come to, for whoever refuses early.</summary>
    public static IEnumerable<ActionRequest> Of(RunOperation operation, bool planOnly)
    {
        yield return new(PlanVerb, []);
        if (planOnly) yield break;
        yield return new(operation is RunOperation.Destroy ? DestroyVerb : ApplyVerb, []);
    }

    private static bool IsForApply(string argument) =>
        argument.StartsWith("-parallelism", StringComparison.Ordinal) || argument.StartsWith("-lock-timeout", StringComparison.Ordinal);
}
