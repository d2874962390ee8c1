using Gaia.Configurations;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Configurations;

public sealed class GitRefTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_ref_of_the_registered_repository_is_planned_at_its_commit()
    {
        using var git = new GitFolder();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:Repository"] = git.Path });
        var run = await QueueAsync(gaia, "main");
        Assert.Equal(git.Git("rev-parse", "HEAD"), run.Commit);
        run = await gaia.UntilAsync(run, RunStatus.AwaitingApproval);
        Assert.Equal(1, run.Changes!.Create);

        git.Repository.Write("components/terraform/app/second.tf", "resource \"terraform_data\" \"second\" {}\n");
        git.Commit("second");
        run = await gaia.UntilAsync(await QueueAsync(gaia, "main"), RunStatus.AwaitingApproval);
        Assert.Equal(2, run.Changes!.Create);
        var refused = await Assert.ThrowsAsync<ConfigurationRefusedException>(() => QueueAsync(gaia, "nowhere"));
        Assert.Equal("configuration.ref-not-found", refused.Code);
    }

    private static Task<Run> QueueAsync(TestGaia gaia, string reference) => gaia.Get<QueueRun>().ExecuteAsync(
        new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Plan, Ref = reference }, TestGaia.Ada, CancellationToken.None);
}
