using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Configurations;

public sealed class GitRefTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_ref_of_the_registered_repository_is_planned_at_its_commit()
    {
        using var git = new GitFolder();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:Repository"] = git.Path });
        var run = await gaia.UntilAsync(await gaia.QueueRefAsync("main", RunOperation.Plan), RunStatus.AwaitingApproval);
        Assert.Equal(git.Git("rev-parse", "HEAD"), run.Commit);
        Assert.Equal(1, run.Changes!.Create);

        git.Repository.Write("components/terraform/app/second.tf", "resource \"terraform_data\" \"second\" {}\n");
        git.Commit("second");
        run = await gaia.UntilAsync(await gaia.QueueRefAsync("main", RunOperation.Plan), RunStatus.AwaitingApproval);
        Assert.Equal(2, run.Changes!.Create);
    }
}
