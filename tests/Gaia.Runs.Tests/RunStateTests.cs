using Gaia.Jobs;
using Gaia.Configurations;
using Gaia.Runs.Plans;

namespace Gaia.Runs.Tests;

/// <summary>The state machine, whole: every transition from every status either leads where this table says or is refused.</summary>
public sealed class RunStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly PlanDigest Digest = new("sha256:" + new string('a', 64));
    private static readonly PlanDigest Other = new("sha256:" + new string('b', 64));
    private static readonly Actor Ada = new("ada");
    private static readonly ChangeCounts Some = new(1, 0, 0, 0, 0);

    private static readonly Dictionary<string, Func<Run, Run>> Transitions = new()
    {
        ["queue"] = run => run.Queue(run),
        ["start plan"] = run => run.StartPlan(Now),
        ["finish plan"] = run => run.FinishPlan(Digest, Some, true, Now),
        ["approve"] = run => run.Approve(Digest, Ada),
        ["discard"] = run => run.Discard(Now),
        ["start apply"] = run => run.StartApply(Now),
        ["finish apply"] = run => run.FinishApply(Now),
        ["cancel"] = run => run.Cancel(Ada, false, Now),
        ["stop canceled"] = run => run.StopCanceled(1, null, Now),
        ["fail"] = run => run.Fail("broken", null, 1, Now),
        ["interrupt"] = run => run.Interrupt("died", "plan again", Now),
    };

    // What is not listed is refused.
    private static readonly Dictionary<(RunStatus, string), RunStatus> Allowed = new()
    {
        [(RunStatus.Fetching, "queue")] = RunStatus.Queued,
        [(RunStatus.Fetching, "cancel")] = RunStatus.Canceled,
        [(RunStatus.Fetching, "fail")] = RunStatus.Failed,
        [(RunStatus.Queued, "start plan")] = RunStatus.Planning,
        [(RunStatus.Queued, "cancel")] = RunStatus.Canceled,
        [(RunStatus.Queued, "fail")] = RunStatus.Failed,
        [(RunStatus.Planning, "start plan")] = RunStatus.Planning,
        [(RunStatus.Planning, "finish plan")] = RunStatus.AwaitingApproval,
        [(RunStatus.Planning, "cancel")] = RunStatus.Planning,
        [(RunStatus.Planning, "stop canceled")] = RunStatus.Canceled,
        [(RunStatus.Planning, "fail")] = RunStatus.Failed,
        [(RunStatus.AwaitingApproval, "approve")] = RunStatus.Approved,
        [(RunStatus.AwaitingApproval, "discard")] = RunStatus.Discarded,
        [(RunStatus.AwaitingApproval, "cancel")] = RunStatus.Canceled,
        [(RunStatus.AwaitingApproval, "fail")] = RunStatus.Failed,
        [(RunStatus.Approved, "start apply")] = RunStatus.Applying,
        [(RunStatus.Approved, "cancel")] = RunStatus.Canceled,
        [(RunStatus.Approved, "fail")] = RunStatus.Failed,
        [(RunStatus.Applying, "finish apply")] = RunStatus.Applied,
        [(RunStatus.Applying, "cancel")] = RunStatus.Applying,
        [(RunStatus.Applying, "stop canceled")] = RunStatus.Canceled,
        [(RunStatus.Applying, "fail")] = RunStatus.Failed,
        [(RunStatus.Applying, "interrupt")] = RunStatus.Interrupted,
    };

    public static TheoryData<RunStatus, string> Everything
    {
        get
        {
            var all = new TheoryData<RunStatus, string>();
            foreach (var status in Enum.GetValues<RunStatus>())
                foreach (var transition in Transitions.Keys)
                    all.Add(status, transition);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_transition_from_every_status(RunStatus status, string transition)
    {
        var run = At(status);
        if (!Allowed.TryGetValue((status, transition), out var expected))
        {
            var refused = Assert.Throws<RunRefusedException>(() => Transitions[transition](run));
            Assert.Equal(RefusalKind.Conflict, refused.Kind);
            return;
        }
        var after = Transitions[transition](run);
        Assert.Equal(expected, after.Status);
        Assert.Equal(expected.IsFinished(), after.FinishedAt is not null);
        if (expected.IsFinished()) Assert.Null(after.Job);
    }

    [Theory]
    [InlineData(RunStatus.Queued, "run.not-awaiting-approval")]
    [InlineData(RunStatus.Planned, "run.not-awaiting-approval")]
    [InlineData(RunStatus.Discarded, "run.not-awaiting-approval")]
    [InlineData(RunStatus.Approved, "run.already-approved")]
    [InlineData(RunStatus.Applying, "run.already-approved")]
    [InlineData(RunStatus.Applied, "run.already-approved")]
    public void An_approval_that_comes_at_the_wrong_time_says_why(RunStatus status, string code) =>
        Assert.Equal(code, Assert.Throws<RunRefusedException>(() => At(status).Approve(Digest, Ada)).Code);

    [Fact]
    public void An_approval_of_another_plan_is_refused() => Assert.Equal("run.plan-mismatch",
        Assert.Throws<RunRefusedException>(() => At(RunStatus.AwaitingApproval).Approve(Other, Ada)).Code);

    [Fact]
    public void A_finished_run_cannot_be_canceled() => Assert.All(
        Enum.GetValues<RunStatus>().Where(status => status.IsFinished()),
        status => Assert.Equal("run.finished", Assert.Throws<RunRefusedException>(() => At(status).Cancel(Ada, false, Now)).Code));

    [Theory]
    [InlineData(false, false, true, RunStatus.AwaitingApproval)]
    [InlineData(true, false, true, RunStatus.Approved)]
    [InlineData(false, true, true, RunStatus.Planned)]
    [InlineData(true, true, true, RunStatus.Planned)]
    [InlineData(false, false, false, RunStatus.Planned)]
    [InlineData(true, false, false, RunStatus.Planned)]
    public void What_follows_a_plan_depends_on_what_was_asked(bool autoApprove, bool planOnly, bool hasChanges, RunStatus expected)
    {
        var run = At(RunStatus.Planning) with { AutoApprove = autoApprove, PlanOnly = planOnly };
        Assert.Equal(expected, run.FinishPlan(Digest, Some, hasChanges, Now).Status);
    }

    [Fact]
    public void The_lock_is_needed_exactly_while_terraform_may_run() => Assert.Equal(
        [RunStatus.Queued, RunStatus.Planning, RunStatus.Approved, RunStatus.Applying],
        Enum.GetValues<RunStatus>().Where(status => status.NeedsState()));

    private static Run At(RunStatus status) => new()
    {
        Id = new RunId(Guid.Empty), Component = "app", Stack = "dev", Operation = RunOperation.Apply, Status = status,
        Configuration = new ConfigurationDigest(Digest.Value), StateIdentity = "local", CreatedBy = "ada", CreatedAt = Now, Plan = Digest,
        ApprovedBy = "ada", Job = new JobId(1), FinishedAt = status.IsFinished() ? Now : null,
    };
}
