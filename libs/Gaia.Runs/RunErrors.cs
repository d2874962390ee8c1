using Gaia.Configurations;

namespace Gaia.Runs;

/// <summary>Something asked of runs that is refused, with a code that programs may rely on.</summary>
public class RunRefusedException(RefusalKind kind, string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public RefusalKind Kind { get; } = kind;

    public string Code { get; } = code;
}

/// <summary>Every refusal of this library.</summary>
public static class RunErrors
{
    public static RunRefusedException RunNotFound(RunId id) =>
        NotFound("run.not-found", $"There is no run {id}. `gaia runs list` shows those there are.");

    public static RunRefusedException NoPlan(Run run) =>
        NotFound("run.no-plan", run is { Plan: not null, PlanRemovedAt: { } at }
            ? $"The plan of run {run.Id} was removed on {at:yyyy-MM-dd}: plans are not kept for longer (Gaia__Retention__Plans)."
            : $"Run {run.Id} is {Words(run.Status)} and has no plan{(run.Status.IsFinished() ? "." : " yet.")}");

    public static RunRefusedException NoOutputs(Run run) =>
        NotFound("run.no-outputs", $"Run {run.Id} is {Words(run.Status)}: only an applied run has outputs.");

    public static RunRefusedException NotAwaitingApproval(Run run) => Conflict("run.not-awaiting-approval",
        $"Run {run.Id} is {Words(run.Status)}; only a run that awaits approval can be approved or discarded.");

    public static RunRefusedException AlreadyApproved(Run run) => Conflict("run.already-approved",
        $"Run {run.Id} was approved by {run.ApprovedBy} already.");

    public static RunRefusedException SelfApproval(Run run) => Forbidden("approval.self",
        $"Run {run.Id} was asked for by the same token or subject that approves it; here somebody else does (Gaia__SelfApproval=deny). `gaia runs approve {run.Id}` with their token goes on with it.");

    public static RunRefusedException OwnUnseen(Run run) => Forbidden("approval.self",
        $"{AppliedUnseen(run)}, which is to approve one's own run; this server denies that (Gaia__SelfApproval=deny). "
        + "Let somebody else approve the plan, or run it from a protected ref (Gaia__Repository__ProtectedRefs).");

    public static RunRefusedException RefNotProtected(Run run, IReadOnlyList<string> refs) => Forbidden("run.ref-not-protected",
        $"{AppliedUnseen(run)}; {(run.Ref is { } named ? $"'{named}' is on none of the refs" : "an uploaded archive is from none of the refs")} where that is allowed: "
        + $"{string.Join(", ", refs)} (Gaia__Repository__ProtectedRefs). Merge it there, or ask for a run that is approved or only planned.");

    public static RunRefusedException PlanMismatch(Run run, PlanDigest given) => Conflict("run.plan-mismatch",
        $"Run {run.Id} waits for approval of plan {run.Plan}, not of {given}. Look at the plan again with `gaia runs show {run.Id}`.");

    public static RunRefusedException PlanStale(Run run, RunId other) => Conflict("run.plan-stale",
        $"Run {other} changed the state of {run.Component} in {run.Stack} after run {run.Id} was planned. Discard it and plan again.");

    public static RunRefusedException Finished(Run run) => Conflict("run.finished",
        $"Run {run.Id} is {Words(run.Status)} already; there is nothing to cancel.");

    public static RunRefusedException ChangedMeanwhile(RunId id) => Conflict("run.changed-meanwhile",
        $"Run {id} was changed by somebody else at the same time. Look at it and try again.");

    public static RunRefusedException WrongTransition(Run run, string what) => Conflict("run.wrong-transition",
        $"Run {run.Id} is {Words(run.Status)} and cannot {what}.");

    public static RunRefusedException IdempotencyKeyReused(string key) => Conflict("run.idempotency-key-reused",
        $"Idempotency-Key {key} was used for a different request. Use a new key for a new request.");

    public static RunRefusedException ArgumentNotAllowed(string problem) => Invalid("run.argument-not-allowed", problem);

    public static RunRefusedException OneSource() => Invalid("run.one-source",
        "Give exactly one of configurationDigest (an uploaded archive) and ref (a revision of the registered repository).");

    public static RunRefusedException UnknownEventPosition(string given, long last) => Invalid("run.unknown-event-position",
        $"Event position {given} is unknown: give a whole number from 0 to {last}.");

    public static RunRefusedException BadCursor(string cursor) => Invalid("page.bad-cursor",
        $"Cursor {cursor} is not one that a listing gave. Start without a cursor.");

    public static RunRefusedException NoErroredState(Run run) => NotFound("run.no-errored-state",
        $"Run {run.Id} left no errored.tfstate: terraform saved its state, or could write that file nowhere. The run's advice says which.");

    public static RunRefusedException NotTerraform(string component, string type) => Invalid("component.not-terraform",
        $"Component {component} is of type {type}; runs are for terraform components.");

    public static RunRefusedException Disabled(string component, string stack) => Invalid("component.disabled",
        $"Component {component} in {stack} is disabled (metadata.enabled: false). Enable it to run it.");

    private static RunRefusedException NotFound(string code, string message) => new(RefusalKind.NotFound, code, message);

    private static RunRefusedException Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    private static RunRefusedException Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);

    private static RunRefusedException Forbidden(string code, string message) => new(RefusalKind.Forbidden, code, message);

    private static string AppliedUnseen(Run run) => run.AutoApprove
        ? $"{run.Component} in {run.Stack} would be applied without approval (autoApprove)"
        : $"{run.Component} in {run.Stack} says settings.gaia.auto_apply and would be applied without approval";

    private static string Words(RunStatus status) => status switch
    {
        RunStatus.AwaitingApproval => "awaiting approval",
        RunStatus.Fetching or RunStatus.Queued or RunStatus.Planning or RunStatus.Approved or RunStatus.Applying or RunStatus.Planned
            or RunStatus.Applied or RunStatus.Discarded or RunStatus.Canceled or RunStatus.Failed or RunStatus.Interrupted
            => status.ToString().ToLowerInvariant(),
    };
}
