using Gaia.Runs.Tests.Kit;
using Npgsql;

namespace Gaia.Runs.Tests.Execution;

/// <summary>A worker that stood still for longer than its lease must not begin what another worker has ended meanwhile.</summary>
public sealed class FencingTests(RunsPostgres postgres)
{
    // As a parameter of a statement: its length in front, where the text of a statement would have a quote.
    private const string BecomesApplying = "\0\0\0\u0008applying";

    [Fact]
    public async Task A_worker_that_stood_still_in_its_last_commit_applies_nothing()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var direct = new NpgsqlConnectionStringBuilder(gaia.Database.ConnectionString);
        await using var proxy = new CutProxy(direct.Port);
        proxy.StandStillAfter(BecomesApplying, "COMMIT");
        var (terraform, calls) = Recorder(gaia.Folder);
        var through = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = proxy.Port };
        await using var first = WorkerProcess.Start(gaia, ("ConnectionStrings__gaia", through.ConnectionString), ("Gaia__TerraformCommand", terraform), ("Gaia__Isolation", "none")); // what it records lies outside of the run
        var run = await gaia.QueueAsync(autoApprove: true);

        await proxy.StandsStill.WaitAsync(TimeSpan.FromSeconds(60));
        await using (WorkerProcess.Start(gaia)) run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        await proxy.GoOnAloneAsync();
        proxy.Restore();
        await first.TerminateAsync();

        Assert.Contains("plan", File.ReadAllText(calls), StringComparison.Ordinal);
        Assert.DoesNotContain("apply", File.ReadAllText(calls), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Interrupted, (await gaia.FindAsync(run)).Status);
    }

    /// <summary>Its terraform runs on another machine, where nobody else can interrupt it: it goes on, and its token is over.</summary>
    [Fact]
    public async Task What_a_worker_applies_that_was_given_up_reaches_no_state()
    {
        var gates = Directory.CreateTempSubdirectory("gaia-gates-").FullName;
        await using var gaia = await TestGaia.StartAsync(postgres, Gated(Path.Combine(gates, "gate")), worker: false);
        var elsewhere = OtherMachine(gaia);
        await using var first = WorkerProcess.Start(gaia, ("Gaia__DataDirectory", elsewhere), ("Gaia__RunFiles__0", gates));
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");

        first.StandStill();
        await using (WorkerProcess.Start(gaia)) await gaia.UntilAsync(run, RunStatus.Interrupted);
        var kept = await VersionsAsync(gaia);
        File.WriteAllText(Path.Combine(gates, "gate"), "");
        await Until.TrueAsync(() => Directory.EnumerateFiles(Path.Combine(elsewhere, "work"), "errored.tfstate", SearchOption.AllDirectories).Any(), "terraform could not save its state", 60);
        first.GoOn();
        await first.TerminateAsync();

        Assert.Equal(kept, await VersionsAsync(gaia));
        Assert.Equal(RunStatus.Interrupted, (await gaia.FindAsync(run)).Status);
        Directory.Delete(gates, recursive: true);
    }

    private static Task<long> VersionsAsync(TestGaia gaia) => gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions");

    private static string Gated(string gate) =>
        $$"""
        variable "name" {
          type = string
        }
        variable "password" {
          type = string
        }
        resource "terraform_data" "gated" {
          provisioner "local-exec" {
            command = "echo begun; while [ ! -e {{gate}} ]; do sleep 0.05; done"
          }
        }
        """;

    // It shares the blobs, and the keys that open them, and nothing else.
    private static string OtherMachine(TestGaia gaia)
    {
        var data = Directory.CreateDirectory(Path.Combine(gaia.Folder, "elsewhere")).FullName;
        foreach (var shared in (string[])["blobs", "keys"])
        {
            Directory.CreateDirectory(Path.Combine(gaia.DataDirectory, shared));
            File.CreateSymbolicLink(Path.Combine(data, shared), Path.Combine(gaia.DataDirectory, shared));
        }
        return data;
    }

    private static (string Program, string Calls) Recorder(string folder)
    {
        var (program, calls) = (Path.Combine(folder, "recorder"), Path.Combine(folder, "calls"));
        File.WriteAllText(program, $"#!/bin/sh\necho \"$1\" >>'{calls}'\nexec terraform \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return (program, calls);
    }
}
