using Gaia.Runs.Locks;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

public sealed class CancelTests(RunsPostgres postgres)
{
    private const string Slow =
        """
        variable "name" {
          type = string
        }
        variable "password" {
          type = string
        }
        resource "terraform_data" "first" {
        }
        resource "terraform_data" "slow" {
          depends_on = [terraform_data.first]
          provisioner "local-exec" {
            command = "echo begun; sleep 30"
          }
        }
        """;

    [Fact]
    public async Task A_queued_run_and_one_that_waits_for_approval_end_at_once()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.CancelAsync(await gaia.QueueAsync());
        Assert.Equal(RunStatus.Canceled, run.Status);
        Assert.Equal("canceled", await gaia.Database.ScalarAsync<string>("SELECT state FROM jobs.jobs"));
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
        Assert.Equal("run.finished", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.CancelAsync(run))).Code);
    }

    [Fact]
    public async Task A_running_apply_is_interrupted_and_its_state_is_kept()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Slow);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        Assert.Equal(RunStatus.Applying, (await gaia.CancelAsync(run)).Status);
        run = await gaia.UntilAsync(run, RunStatus.Canceled);
        Assert.Equal("token:ada", run.CancelRequestedBy);
        Assert.Contains("saved its state", run.Advice, StringComparison.Ordinal);
        // Terraform saves what it has as soon as it is interrupted, and again at the end.
        Assert.NotEqual(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task A_running_plan_is_interrupted()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>
        {
            ["Gaia:TerraformCommand"] = SlowTerraform("trap 'exit 1' INT; echo begun; sleep 30 & wait"),
        });
        var run = await gaia.QueueAsync();
        await gaia.UntilLogAsync(run, "begun");
        await gaia.CancelAsync(run);
        run = await gaia.UntilAsync(run, RunStatus.Canceled, 10);
        Assert.Equal("Nothing was changed.", run.Advice);
    }

    [Fact]
    public async Task A_terraform_that_will_not_stop_is_killed_when_asked_to_by_force()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>
        {
            ["Gaia:TerraformCommand"] = SlowTerraform("trap '' INT; echo deaf; sleep 30"),
        });
        var run = await gaia.QueueAsync();
        await gaia.UntilLogAsync(run, "deaf"); // before its trap it would still hear the interrupt
        await gaia.CancelAsync(run);
        await Task.Delay(300);
        Assert.Equal(RunStatus.Planning, (await gaia.FindAsync(run)).Status);
        await gaia.CancelAsync(run, force: true);
        await gaia.UntilAsync(run, RunStatus.Canceled, 10);
    }

    /// <summary>Between the death of a worker and the next one that takes the run, nobody holds its job.</summary>
    [Fact]
    public async Task A_plan_that_is_canceled_while_nobody_has_it_ends_with_the_next_worker()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        await using (var first = WorkerProcess.Start(gaia, ("Gaia__TerraformCommand", SlowTerraform("echo begun; sleep 30"))))
        {
            await gaia.UntilLogAsync(run, "begun");
            await first.KillAsync();
        }
        await gaia.Database.ExecuteAsync("UPDATE jobs.jobs SET state = 'ready', worker = NULL, lease_until = NULL"); // as it is rescued
        Assert.Equal(RunStatus.Planning, (await gaia.CancelAsync(run)).Status);
        await using var second = WorkerProcess.Start(gaia);
        await gaia.UntilAsync(run, RunStatus.Canceled);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    private static string SlowTerraform(string plan)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gaia-slow-").FullName, "terraform");
        File.WriteAllText(path, $"#!/bin/sh\nif [ \"$1\" = plan ]; then {plan}; exit 1; fi\nexec terraform \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
