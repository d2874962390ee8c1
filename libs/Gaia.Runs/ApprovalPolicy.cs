using Gaia.Configurations.Revisions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gaia.Runs;

/// <summary>Who may approve a run, and which runs need nobody's approval.</summary>
public sealed class ApprovalPolicy(IOptions<RunsOptions> runs, IOptions<RevisionOptions> refs, IHostEnvironment environment)
{
    private bool DeniesOwn => (runs.Value.SelfApproval ?? (environment.IsDevelopment() ? SelfApproval.Allow : SelfApproval.Deny)) is SelfApproval.Deny;

    /// <exception cref="RunRefusedException"><c>approval.self</c></exception>
    internal Run Demand(Run run, Actor by) => DeniesOwn && run.WasAskedForBy(by) ? throw RunErrors.SelfApproval(run) : run;

    /// <param name="run">As it was asked for.</param>
    /// <param name="saysAutoApply">It may be applied, and its component says <c>settings.gaia.auto_apply</c>.</param>
    /// <param name="isProtected">Its code is on a protected ref: others have approved it there.</param>
    /// <returns>Whether the plan is applied without anybody looking at it.</returns>
    /// <exception cref="RunRefusedException"><c>run.ref-not-protected</c>, <c>approval.self</c></exception>
    internal bool AppliesByItself(Run run, bool saysAutoApply, bool isProtected)
    {
        if (run.PlanOnly) return false;
        var isGuarded = refs.Value.ProtectedRefs.Count > 0;
        // An archive is written by the one who asks, who would approve his own plan by the setting.
        if (!run.AutoApprove && !(saysAutoApply && (run.Ref is not null || isGuarded))) return false;
        if (isProtected && (!DeniesOwn || IsReviewed(run))) return true;
        if (isProtected) return run.AutoApprove ? throw RunErrors.OwnUnseen(run) : false;
        if (isGuarded) throw RunErrors.RefNotProtected(run, refs.Value.ProtectedRefs);
        return DeniesOwn ? throw RunErrors.OwnUnseen(run) : true;
    }

    // Others have approved the code, and neither what is given with the run nor that all of it goes.
    private static bool IsReviewed(Run run) => run is { Variables.Count: 0, Arguments.Count: 0, Operation: not RunOperation.Destroy };
}
