using Gaia.Configurations;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Configurations;

/// <summary>Which revisions may be run, and which may be applied without anybody looking: with a real git repository.</summary>
public sealed class RefPolicyTests(RunsPostgres postgres)
{
    [Fact]
    public async Task Only_commits_that_an_allowed_ref_holds_are_run()
    {
        using var git = new GitFolder();
        var first = git.Git("rev-parse", "HEAD");
        git.Git("checkout", "-q", "-b", "feature");
        var proposed = git.Commit("proposed");
        git.Git("tag", "main"); // a tag called as the allowed branch, on what is not allowed
        git.Git("update-ref", "refs/pull/1/head", proposed);
        await using var gaia = await StartAsync(git, ("Gaia:AllowArchives", "false"), ("Gaia:Repository:AllowedRefs", "main"));

        Assert.Equal(first, (await QueueAsync(gaia, "refs/heads/main")).Commit);
        Assert.Equal(first, (await QueueAsync(gaia, first)).Commit);
        Assert.Equal(first, (await QueueAsync(gaia, first[..10])).Commit);
        Assert.Equal("'main' is a branch and a tag. Say which: refs/heads/main or refs/tags/main.", await FailureAsync(gaia, "main"));
        foreach (var reference in (string[])["feature", "refs/heads/feature", "refs/tags/main", proposed, proposed[..12]])
            Assert.Contains("none of the refs that may be run here holds: main", await FailureAsync(gaia, reference));
        foreach (var reference in (string[])["refs/pull/1/head", "HEAD", "feature~1", "main..feature", "feature@{0}", "-feature"])
            Assert.Equal("configuration.bad-ref", await CodeAsync(() => gaia.QueueRefAsync(reference)));
        foreach (var reference in (string[])["nowhere", new string('0', 40)])
            Assert.Contains($"has no revision {reference}: no branch, tag or commit", await FailureAsync(gaia, reference));

        git.Git("tag", "-d", "main");
        git.Git("checkout", "-q", "main");
        git.Git("merge", "-q", "--ff-only", "feature");
        Assert.Equal(proposed, (await QueueAsync(gaia, "main")).Commit);
        Assert.Equal(proposed, (await QueueAsync(gaia, "feature")).Commit);
    }

    [Fact]
    public async Task A_commit_that_no_branch_and_no_tag_holds_is_not_there()
    {
        using var git = new GitFolder();
        git.Git("checkout", "-q", "--detach");
        var proposed = git.Commit("of a fork");
        git.Git("update-ref", "refs/pull/1/head", proposed);
        git.Git("checkout", "-q", "main");
        await using var gaia = await StartAsync(git);

        Assert.Contains("no branch and no tag holds this commit", await FailureAsync(gaia, proposed));
        git.Git("tag", "v1", proposed);
        Assert.Equal(proposed, (await QueueAsync(gaia, "v1")).Commit);
    }

    [Fact]
    public async Task What_is_applied_unseen_comes_from_a_protected_ref()
    {
        using var git = new GitFolder();
        git.Git("checkout", "-q", "-b", "feature");
        git.Commit("proposed");
        await using var gaia = await StartAsync(git, ("Gaia:SelfApproval", "deny"), ("Gaia:Repository:ProtectedRefs:0", "main"));
        var archive = new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Apply, AutoApprove = true, Configuration = await gaia.UploadAsync() };

        Assert.True((await QueueAsync(gaia, "main", autoApprove: true)).AutoApprove);
        Assert.False((await QueueAsync(gaia, "feature")).AutoApprove);
        Assert.Contains("'feature' is on none of the refs where that is allowed: main", await FailureAsync(gaia, "feature", autoApprove: true));
        Assert.Equal("run.ref-not-protected", await CodeAsync(() => gaia.Get<QueueRun>().ExecuteAsync(archive, TestGaia.Ada, Reach.Everything, CancellationToken.None)));
        Assert.False((await gaia.Get<QueueRun>().ExecuteAsync(archive with { PlanOnly = true, AutoApprove = false }, TestGaia.Ada, Reach.Everything, CancellationToken.None)).AutoApprove);
    }

    [Fact]
    public async Task The_setting_of_a_component_counts_on_protected_refs()
    {
        using var git = new GitFolder();
        var stack = git.Repository.Read("stacks/test.yaml");
        git.Repository.Write("stacks/test.yaml", "settings: { gaia: { auto_apply: true } }\n" + stack);
        git.Commit("says auto_apply");
        git.Git("checkout", "-q", "-b", "feature");
        git.Commit("proposed");
        await using var gaia = await StartAsync(git, ("Gaia:Repository:ProtectedRefs", "main, release/*"));
        await using var lax = await StartAsync(git, ("Gaia:SelfApproval", "allow"));
        await using var strict = await StartAsync(git, ("Gaia:SelfApproval", "deny"));

        Assert.True((await QueueAsync(gaia, "main")).AutoApprove);
        Assert.Contains("settings.gaia.auto_apply and would be applied without approval; 'feature' is on none of the refs", await FailureAsync(gaia, "feature"));
        Assert.True((await QueueAsync(lax, "feature")).AutoApprove);
        Assert.Contains("this server denies that (Gaia__SelfApproval=deny)", await FailureAsync(strict, "main"));
    }

    [Theory]
    [InlineData("Gaia:Repository:AllowedRefs", null)]
    [InlineData("Gaia:Repository:AllowedRefs", "ma in")]
    [InlineData("Gaia:Repository:ProtectedRefs:0", "release/{1,2}")]
    public async Task Settings_that_would_allow_everything_or_nothing_are_refused_at_the_start(string name, string? value)
    {
        using var git = new GitFolder();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(git, ("Gaia:AllowArchives", "false"), (name, value)));
        Assert.Contains("Gaia__Repository__AllowedRefs", refused.Message);
    }

    [Theory]
    [InlineData("Gaia:Repository:AllowedRefs", "")]
    [InlineData("Gaia:Repository:AllowedRefs", " , ")]
    [InlineData("Gaia:Repository:ProtectedRefs", "")]
    [InlineData("Gaia:Repository:ProtectedRefs:0", "")]
    public async Task A_list_that_is_set_and_holds_nothing_is_refused_at_the_start(string name, string value)
    {
        using var git = new GitFolder();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(git, (name, value)));
        Assert.Contains("One that is set holds at least one of them", refused.Message);
    }

    private Task<TestGaia> StartAsync(GitFolder git, params (string, string?)[] settings) => TestGaia.StartAsync(
        postgres, worker: false, settings: settings.Append(("Gaia:Repository", git.Path)).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static async Task<Run> QueueAsync(TestGaia gaia, string reference, bool autoApprove = false) =>
        await gaia.UntilAsync(await gaia.QueueRefAsync(reference, autoApprove: autoApprove), RunStatus.Queued);

    private static async Task<string> FailureAsync(TestGaia gaia, string reference, bool autoApprove = false) =>
        (await gaia.UntilAsync(await gaia.QueueRefAsync(reference, autoApprove: autoApprove), RunStatus.Failed)).Error!;

    private static async Task<string> CodeAsync(Func<Task> call) => await Record.ExceptionAsync(call) switch
    {
        RunRefusedException refused => refused.Code,
        ConfigurationRefusedException refused => refused.Code,
        var other => $"{other}",
    };
}
