using Gaia.Configurations;
using Gaia.Configurations.Revisions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests;

public sealed class ApprovalPolicyTests
{
    private static readonly Actor Ana = new("token:019ab3f2-0000-7000-8000-000000000001") { FormerName = "token:ana" };

    [Theory]
    [InlineData("Development", null, false)]
    [InlineData("Production", null, true)]
    [InlineData("Staging", null, true)]
    [InlineData("Development", SelfApproval.Deny, true)]
    [InlineData("Production", SelfApproval.Allow, false)]
    public void Outside_of_Development_nobody_approves_their_own(string environment, SelfApproval? setting, bool denied)
    {
        var refused = Record.Exception(() => Policy(environment, setting).Demand(AskedFor(Ana.Name), Ana));
        Assert.Equal(denied ? "approval.self" : null, (refused as RunRefusedException)?.Code);
    }

    [Fact]
    public void The_same_token_or_subject_is_the_same_one_and_a_name_is_not()
    {
        var policy = Policy("Production");
        var next = new Actor("token:019ab3f2-0000-7000-8000-000000000002") { FormerName = "token:ana" };
        var pipeline = new Actor("oidc:run-1") { Subject = "oidc:repo:acme" };

        policy.Demand(AskedFor(Ana.Name), next);
        policy.Demand(AskedFor("oidc:run-2", "oidc:repo:other"), pipeline);
        Assert.Throws<RunRefusedException>(() => policy.Demand(AskedFor("token:ana"), Ana)); // from before ids were recorded
        Assert.Throws<RunRefusedException>(() => policy.Demand(AskedFor("oidc:run-2", "oidc:repo:acme"), pipeline));
    }

    // Request, setting, protected refs are configured, the commit is on one, what comes of it.
    [Theory]
    [InlineData(true, false, false, false, "approval.self")]
    [InlineData(true, false, true, false, "run.ref-not-protected")]
    [InlineData(true, false, true, true, "yes")]
    [InlineData(false, true, false, false, "approval.self")]
    [InlineData(false, true, true, false, "run.ref-not-protected")]
    [InlineData(false, true, true, true, "yes")]
    [InlineData(false, false, true, true, "no")]
    public void A_plan_that_nobody_looks_at_needs_a_protected_ref(bool asks, bool says, bool guarded, bool isProtected, string outcome) =>
        Assert.Equal(outcome, Outcome(Policy("Production", guarded: guarded), Request with { Ref = "main", AutoApprove = asks }, says, isProtected));

    [Theory]
    [InlineData(SelfApproval.Allow, true, false, "yes")]
    [InlineData(SelfApproval.Allow, false, false, "no")] // its own setting does not count
    [InlineData(SelfApproval.Deny, true, false, "approval.self")]
    [InlineData(SelfApproval.Deny, false, false, "no")]
    [InlineData(SelfApproval.Allow, true, true, "run.ref-not-protected")]
    [InlineData(SelfApproval.Allow, false, true, "run.ref-not-protected")]
    public void An_archive_is_on_no_ref(SelfApproval setting, bool asks, bool guarded, string outcome) =>
        Assert.Equal(outcome, Outcome(Policy("Production", setting, guarded), Request with { Configuration = default(ConfigurationDigest), AutoApprove = asks }, saysAutoApply: true, isProtected: false));

    // The code was approved by others; what comes beside it was not.
    [Theory]
    [InlineData("variables", true, "approval.self", "yes")]
    [InlineData("arguments", true, "approval.self", "yes")]
    [InlineData("destroy", true, "approval.self", "yes")]
    [InlineData("variables", false, "no", "yes")]
    [InlineData("arguments", false, "no", "yes")]
    [InlineData("destroy", false, "no", "yes")]
    public void A_protected_ref_stands_for_its_code_alone(string beside, bool asks, string denied, string allowed)
    {
        var request = Request with { Ref = "main", AutoApprove = asks };
        request = beside switch
        {
            "variables" => request with { Variables = [new("image", "evil")] },
            "arguments" => request with { Arguments = ["-replace=x.y"] },
            _ => request with { Operation = RunOperation.Destroy },
        };
        Assert.Equal(denied, Outcome(Policy("Production", guarded: true), request, saysAutoApply: !asks, isProtected: true));
        Assert.Equal(allowed, Outcome(Policy("Production", SelfApproval.Allow, guarded: true), request, saysAutoApply: !asks, isProtected: true));
    }

    [Fact]
    public void What_is_only_planned_is_never_applied() =>
        Assert.Equal("no", Outcome(Policy("Production", guarded: true), Request with { Ref = "x", PlanOnly = true }, saysAutoApply: true, isProtected: false));

    private static Run Request => AskedFor(Ana.Name);

    private static string Outcome(ApprovalPolicy policy, Run run, bool saysAutoApply, bool isProtected)
    {
        try
        {
            return policy.AppliesByItself(run, saysAutoApply, isProtected) ? "yes" : "no";
        }
        catch (RunRefusedException refused)
        {
            return refused.Code;
        }
    }

    private static Run AskedFor(string by, string? subject = null) => new()
    {
        Id = RunId.New(TimeProvider.System), Component = "app", Stack = "test", Operation = RunOperation.Apply, Configuration = default(ConfigurationDigest),
        StateIdentity = "local:x", CreatedBy = by, CreatedBySubject = subject, CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static ApprovalPolicy Policy(string environment, SelfApproval? setting = null, bool guarded = false) => new(
        Options.Create(new RunsOptions { SelfApproval = setting }), Options.Create(new RevisionOptions { ProtectedRefs = guarded ? ["main"] : [] }),
        new Named { EnvironmentName = environment });

    private sealed class Named : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
