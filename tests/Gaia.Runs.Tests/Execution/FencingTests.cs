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

    private static (string Program, string Calls) Recorder(string folder)
    {
        var (program, calls) = (Path.Combine(folder, "recorder"), Path.Combine(folder, "calls"));
        File.WriteAllText(program, $"#!/bin/sh\necho \"$1\" >>'{calls}'\nexec terraform \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return (program, calls);
    }
}
