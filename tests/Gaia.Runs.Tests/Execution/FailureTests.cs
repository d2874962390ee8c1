using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

public sealed class FailureTests(RunsPostgres postgres)
{
    private const string Variables = "variable \"name\" {}\nvariable \"password\" {}\n";

    [Fact]
    public async Task A_plan_error_is_shown_with_its_file_and_line()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Variables + "resource \"terraform_data\" \"a\" {\n  input = var.nope\n}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("main.tf:4", run.Error, StringComparison.Ordinal);
        Assert.Contains("undeclared input variable", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.TerraformExitCode);
        Assert.NotNull(run.Advice);
        var diagnostic = Assert.Single(await gaia.EventsAsync(run), e => e.Type == "diagnostic" && e.Data.GetProperty("severity").GetString() == "error");
        Assert.Equal(4, diagnostic.Data.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_failing_init_says_what_is_wrong()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Variables + "module \"x\" {\n  source = \"./nope\"\n}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("Unreadable module directory", run.Error, StringComparison.Ordinal);
        Assert.Contains("terraform init", run.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terraform_of_the_wrong_version_is_named()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Variables + "terraform {\n  required_version = \">= 99\"\n}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("main.tf:4: Unsupported Terraform Core version", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_terraform_is_a_clear_failure()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:TerraformCommand"] = "/nowhere/terraform" });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("was not found on the worker", run.Error, StringComparison.Ordinal);
        Assert.Contains("Gaia__TerraformCommand", run.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apply_error_keeps_what_was_done()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Variables +
            """
            resource "terraform_data" "first" {}
            resource "terraform_data" "broken" {
              depends_on = [terraform_data.first]
              provisioner "local-exec" {
                command = "exit 3"
              }
            }
            """);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);
        Assert.Contains("exit status 3", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
        Assert.True(Directory.Exists(Path.Combine(gaia.DataDirectory, "work", $"{run.Id}")), "the workdir of a failure stays");
        var next = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        Assert.Equal((0, 1), (next.Changes!.Create, next.Changes.Replace));
    }

    [Fact]
    public async Task Only_the_bytes_that_were_approved_are_applied()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        var planfile = Directory.EnumerateFiles(Path.Combine(gaia.DataDirectory, "work"), "*.planfile", SearchOption.AllDirectories).Single();
        File.AppendAllText(planfile, "x");
        await gaia.ApproveAsync(run);
        run = await gaia.UntilAsync(run, RunStatus.Failed);
        Assert.Contains($"{run.Plan} was approved", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_applied_by_a_worker_that_did_not_make_it()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        Directory.Delete(Path.Combine(gaia.DataDirectory, "work"), recursive: true);
        await gaia.ApproveAsync(run);
        await gaia.UntilAsync(run, RunStatus.Applied);
    }

    [Fact]
    public async Task A_plan_is_stale_once_another_run_has_changed_the_state()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var first = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Equal("run.plan-stale", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.ApproveAsync(first))).Code);
        var discarded = await gaia.Get<DiscardRun>().ExecuteAsync(first.Id, "stale", TestGaia.Ada, CancellationToken.None);
        Assert.Equal(RunStatus.Discarded, discarded.Status);
    }
}
