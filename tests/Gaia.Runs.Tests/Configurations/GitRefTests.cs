using System.Diagnostics;
using Gaia.Configurations;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Configurations;

public sealed class GitRefTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_ref_of_the_registered_repository_is_planned_at_its_commit()
    {
        var folder = Directory.CreateTempSubdirectory("gaia-git-").FullName;
        var repository = new TestRepository(folder);
        Git(folder, "init", "-q", "-b", "main");
        Git(folder, "add", "-A");
        Git(folder, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "first");
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:Repository"] = folder });
        var run = await QueueAsync(gaia, "main");
        Assert.Equal(Git(folder, "rev-parse", "HEAD"), run.Commit);
        run = await gaia.UntilAsync(run, RunStatus.AwaitingApproval);
        Assert.Equal(1, run.Changes!.Create);

        repository.Write("components/terraform/app/second.tf", "resource \"terraform_data\" \"second\" {}\n");
        Git(folder, "add", "-A");
        Git(folder, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "second");
        run = await gaia.UntilAsync(await QueueAsync(gaia, "main"), RunStatus.AwaitingApproval);
        Assert.Equal(2, run.Changes!.Create);
        var refused = await Assert.ThrowsAsync<ConfigurationRefusedException>(() => QueueAsync(gaia, "nowhere"));
        Assert.Equal("configuration.ref-not-found", refused.Code);
        await Assert.ThrowsAsync<ConfigurationRefusedException>(() => QueueAsync(gaia, "--upload-pack=id"));
        Directory.Delete(folder, recursive: true);
    }

    private static Task<Run> QueueAsync(TestGaia gaia, string reference) => gaia.Get<QueueRun>().ExecuteAsync(
        new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Plan, Ref = reference }, TestGaia.Ada, CancellationToken.None);

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
