using Gaia.Jobs;
using Gaia.Configurations;
using Gaia.Runs.Plans;
using Gaia.Terraform.Variables;

namespace Gaia.Runs;

/// <summary>
/// One plan of one component instance and, where it is approved, its apply. Immutable: each method is one transition of
/// the state machine and throws where the run is not in a status that allows it.
/// </summary>
public sealed record Run
{
    public required RunId Id { get; init; }
    public required string Component { get; init; }
    public required string Stack { get; init; }
    public required RunOperation Operation { get; init; }
    public RunStatus Status { get; init; } = RunStatus.Queued;

    /// <summary>Null while it is fetched, and of a run that ended before that was done.</summary>
    public ConfigurationDigest? Configuration { get; init; }

    /// <summary>The git ref that was asked for, where the configuration came from the registered repository.</summary>
    public string? Ref { get; init; }

    public string? Commit { get; init; }

    /// <summary>Null as long as <see cref="Configuration"/> is.</summary>
    public string? StateIdentity { get; init; }

    /// <summary>While it is fetched what was asked for, then what was decided.</summary>
    public bool AutoApprove { get; init; }
    public bool PlanOnly { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Without their values, in the order given.</summary>
    public IReadOnlyList<GivenVariable> Variables { get; init; } = [];

    public string? Message { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary><see cref="Actor.Subject"/> of who asked.</summary>
    public string? CreatedBySubject { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public PlanDigest? Plan { get; init; }
    public ChangeCounts? Changes { get; init; }
    public string? ApprovedBy { get; init; }
    public string? Error { get; init; }

    /// <summary>What to do, where something went wrong.</summary>
    public string? Advice { get; init; }

    public int? TerraformExitCode { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? PlannedAt { get; init; }
    public DateTimeOffset? ApplyStartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Namespace of the pod in which it is applied, or was; null: on a worker's own machine, or not at all.</summary>
    public string? AppliesIn { get; init; }

    /// <summary>Of who asked for it, when they did.</summary>
    public Reach Reach { get; init; } = Reach.NoOther;

    /// <summary>Null while its plan is kept.</summary>
    public DateTimeOffset? PlanRemovedAt { get; init; }

    /// <summary>Who asked a running terraform to stop; the run is canceled when it has.</summary>
    public string? CancelRequestedBy { get; init; }

    public bool CancelByForce { get; init; }

    /// <summary>The job that plans or applies it now.</summary>
    public JobId? Job { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>Grows with each saved transition; a save names the version it saw.</summary>
    public int Version { get; init; }

    /// <summary>Sequence of the newest event.</summary>
    public long LastEvent { get; init; }

    internal ConfigurationDigest Code => Configuration ?? throw new InvalidOperationException($"Run {Id} is not fetched yet.");

    internal string State => StateIdentity ?? throw new InvalidOperationException($"Run {Id} is not fetched yet.");

    /// <param name="resolved">The same run with what its revision says about it.</param>
    public Run Queue(Run resolved) => Status is RunStatus.Fetching
        ? this with
        {
            Status = RunStatus.Queued, Component = resolved.Component, Configuration = resolved.Code, Commit = resolved.Commit,
            StateIdentity = resolved.State, AutoApprove = resolved.AutoApprove,
        }
        : throw RunErrors.WrongTransition(this, "be queued");

    /// <summary>Again where a worker died in the middle of the plan.</summary>
    public Run StartPlan(DateTimeOffset now) => Status is RunStatus.Queued or RunStatus.Planning
        ? this with { Status = RunStatus.Planning, StartedAt = StartedAt ?? now }
        : throw RunErrors.WrongTransition(this, "be planned");

    /// <param name="hasChanges">False where terraform says that there is nothing to apply.</param>
    public Run FinishPlan(PlanDigest plan, ChangeCounts changes, bool hasChanges, DateTimeOffset now)
    {
        if (Status is not RunStatus.Planning) throw RunErrors.WrongTransition(this, "finish its plan");
        var planned = this with { Plan = plan, Changes = changes, PlannedAt = now, TerraformExitCode = 0, Job = null };
        if (PlanOnly || !hasChanges) return planned with { Status = RunStatus.Planned, FinishedAt = now };
        return AutoApprove
            ? planned with { Status = RunStatus.Approved, ApprovedBy = CreatedBy }
            : planned with { Status = RunStatus.AwaitingApproval };
    }

    public Run Approve(PlanDigest digest, Actor by) => this switch
    {
        { Status: RunStatus.Approved or RunStatus.Applying or RunStatus.Applied } => throw RunErrors.AlreadyApproved(this),
        { Status: not RunStatus.AwaitingApproval } => throw RunErrors.NotAwaitingApproval(this),
        { Plan: var plan } when plan != digest => throw RunErrors.PlanMismatch(this, digest),
        _ => this with { Status = RunStatus.Approved, ApprovedBy = by.Name },
    };

    public bool WasAskedForBy(Actor actor) => actor.Is(CreatedBy) || (actor.Subject is not null && actor.Subject == CreatedBySubject);

    public Run Discard(DateTimeOffset now) => Status is RunStatus.AwaitingApproval
        ? this with { Status = RunStatus.Discarded, FinishedAt = now, Job = null }
        : throw RunErrors.NotAwaitingApproval(this);

    /// <param name="appliesIn"><see cref="AppliesIn"/>.</param>
    public Run StartApply(DateTimeOffset now, string? appliesIn = null) => Status is RunStatus.Approved
        ? this with { Status = RunStatus.Applying, ApplyStartedAt = now, AppliesIn = appliesIn }
        : throw RunErrors.WrongTransition(this, "be applied");

    public Run FinishApply(DateTimeOffset now) => Status is RunStatus.Applying
        ? this with { Status = RunStatus.Applied, FinishedAt = now, TerraformExitCode = 0, Job = null }
        : throw RunErrors.WrongTransition(this, "finish its apply");

    /// <summary>Ends at once where terraform does not run; else remembers the wish, and <see cref="StopCanceled"/> follows.</summary>
    public Run Cancel(Actor by, bool force, DateTimeOffset now) => Status switch
    {
        RunStatus.Fetching or RunStatus.Queued or RunStatus.AwaitingApproval or RunStatus.Approved =>
            this with { Status = RunStatus.Canceled, CancelRequestedBy = by.Name, FinishedAt = now, Job = null },
        RunStatus.Planning or RunStatus.Applying =>
            this with { CancelRequestedBy = CancelRequestedBy ?? by.Name, CancelByForce = CancelByForce || force },
        RunStatus.Planned or RunStatus.Applied or RunStatus.Discarded or RunStatus.Canceled or RunStatus.Failed
            or RunStatus.Interrupted => throw RunErrors.Finished(this),
    };

    /// <summary>Terraform has stopped because it was asked to.</summary>
    public Run StopCanceled(int? exitCode, string? advice, DateTimeOffset now) => Status is RunStatus.Planning or RunStatus.Applying
        ? this with { Status = RunStatus.Canceled, FinishedAt = now, TerraformExitCode = exitCode, Advice = advice, Job = null }
        : throw RunErrors.WrongTransition(this, "stop");

    public Run Fail(string error, string? advice, int? exitCode, DateTimeOffset now) => Status.IsFinished()
        ? throw RunErrors.WrongTransition(this, "fail")
        : this with { Status = RunStatus.Failed, Error = error, Advice = advice, TerraformExitCode = exitCode, FinishedAt = now, Job = null };

    /// <summary>The worker died, or had to stop, in the middle of the apply.</summary>
    public Run Interrupt(string error, string advice, DateTimeOffset now) => Status is RunStatus.Applying
        ? this with { Status = RunStatus.Interrupted, Error = error, Advice = advice, FinishedAt = now, Job = null }
        : throw RunErrors.WrongTransition(this, "be interrupted");
}
