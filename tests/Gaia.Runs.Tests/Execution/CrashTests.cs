using Gaia.Runs.Locks;
using Gaia.Runs.Masking;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

/// <summary>A worker dies, or everything around it does. Real processes, real kills.</summary>
public sealed class CrashTests(RunsPostgres postgres)
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
          input = sensitive("made-by-terraform-7")
        }
        resource "terraform_data" "slow" {
          depends_on = [terraform_data.first]
          provisioner "local-exec" {
            command = "echo begun; sleep 1; echo with made-by-terraform-7; sleep 3; echo through"
          }
        }
        resource "terraform_data" "last" {
          depends_on = [terraform_data.slow]
        }
        """;

    [Fact]
    public async Task A_plan_whose_worker_is_killed_is_planned_by_the_next()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var slowly = Path.Combine(gaia.Folder, "slow-terraform");
        File.WriteAllText(slowly, "#!/bin/sh\n[ \"$1\" = plan ] && [ ! -e \"$GATE\" ] && exec sleep 60\nexec terraform \"$@\"\n");
        File.SetUnixFileMode(slowly, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var gates = Directory.CreateDirectory(Path.Combine(gaia.Folder, "gates")).FullName;
        var gate = Path.Combine(gates, "gate");
        (string, string)[] settings = [("Gaia__TerraformCommand", slowly), ("GATE", gate), ("Gaia__RunEnvironment__0", "GATE"), ("Gaia__RunFiles__0", gates)];
        var run = await gaia.QueueAsync();
        await using (var first = WorkerProcess.Start(gaia, settings))
        {
            await gaia.UntilLogAsync(run, "--- plan");
            await first.KillAsync();
        }
        Assert.Equal(RunStatus.Planning, (await gaia.FindAsync(run)).Status);
        File.WriteAllText(gate, "");
        await using var second = WorkerProcess.Start(gaia, settings);
        run = await gaia.UntilAsync(run, RunStatus.AwaitingApproval);
        Assert.Equal(1, run.Changes!.Create);
        Assert.Contains("The plan did not end in attempt 1 of", await gaia.LogAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apply_whose_worker_is_killed_ends_interrupted_with_its_state_kept_and_its_lock_free()
    {
        // Terraform still runs when the next worker comes, however long that takes.
        await using var gaia = await TestGaia.StartAsync(postgres, Slow.Replace("sleep 3", "sleep 60", StringComparison.Ordinal), worker: false);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using (var first = WorkerProcess.Start(gaia))
        {
            await gaia.UntilLogAsync(run, "): begun");
            await first.KillAsync();
        }
        await using var second = WorkerProcess.Start(gaia);
        run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        Assert.Contains("Plan app in test again", run.Advice, StringComparison.Ordinal);
        // What terraform wrote before and after its worker died is there once, with what became of it.
        var log = await gaia.LogAsync(run);
        Assert.DoesNotContain("made-by-terraform-7", log, StringComparison.Ordinal);
        foreach (var once in (string[])["(local-exec): begun", "The worker that ran terraform apply was lost.", $"(local-exec): with {SecretMask.Shown}", "Terraform has ended."])
            Assert.True(log.Split(once).Length == 2, $"'{once}' is not once in\n{log}");
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));

        // What was done is known: the first is there, the slow one was cut and is made anew, the last is still to come.
        var next = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        Assert.Equal((1, 1), (next.Changes!.Create, next.Changes.Replace));
    }

    [Fact]
    public async Task A_worker_that_is_stopped_hands_its_plan_on_and_lets_its_apply_end()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using var worker = WorkerProcess.Start(gaia);
        await gaia.UntilLogAsync(run, "): begun");
        await worker.TerminateAsync();
        Assert.Equal(RunStatus.Applied, (await gaia.FindAsync(run)).Status);
    }

    [Fact]
    public async Task A_worker_that_must_stop_before_its_apply_ends_interrupts_terraform()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using var worker = WorkerProcess.Start(gaia, ("Gaia__ApplyStopGrace", "00:00:00.1"));
        await gaia.UntilLogAsync(run, "): begun");
        await worker.TerminateAsync();
        run = await gaia.FindAsync(run);
        Assert.Equal(RunStatus.Interrupted, run.Status);
        Assert.Contains("saved its state", run.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_survives_PostgreSQL_going_away_and_coming_back()
    {
        await using var port = new Lazy();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, connection: database =>
        {
            var settings = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString);
            port.Proxy = new CutProxy(settings.Port);
            settings.Port = port.Proxy.Port;
            return settings.ConnectionString;
        });
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        port.Proxy!.Cut();
        await Task.Delay(TimeSpan.FromSeconds(6)); // longer than terraform takes, and than a lease
        port.Proxy.Restore();
        await Until.TrueAsync(async () => await Try(() => gaia.FindAsync(run)) is { Status: RunStatus.Applied }, "applied after the return");
        Assert.Contains("through", await gaia.LogAsync(run), StringComparison.Ordinal);
        var events = await gaia.EventsAsync(run);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(e => e.Sequence));

        static async Task<Run?> Try(Func<Task<Run>> find)
        {
            try
            {
                return await find();
            }
            catch (Npgsql.NpgsqlException)
            {
                return null;
            }
        }
    }

    private sealed class Lazy : IAsyncDisposable
    {
        public CutProxy? Proxy { get; set; }

        public ValueTask DisposeAsync() => Proxy?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
