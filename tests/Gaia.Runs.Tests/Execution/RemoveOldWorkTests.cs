using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Isolation;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Execution;

/// <summary>What runs and killed workers leave in the data directory goes as soon as a worker starts.</summary>
public sealed class RemoveOldWorkTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_worker_that_starts_removes_what_is_old_and_nothing_else()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var (over, open) = (await gaia.QueueAsync(), await gaia.QueueAsync(component: "other"));
        await gaia.CancelAsync(over);
        await gaia.Database.ExecuteAsync("UPDATE runs.runs SET finished_at = finished_at - interval '1 hour' WHERE finished_at IS NOT NULL");
        await gaia.Database.ExecuteAsync("UPDATE jobs.jobs SET not_before = now() + interval '1 day'"); // nobody plans the open one
        var folders = new[] { $"{over.Id}", $"{open.Id}", "probe-old", "probe-new", $"{Guid.NewGuid()}/plan-1", $"{Guid.NewGuid()}/plan-2" }.ToDictionary(name => name, name => Directory.CreateDirectory(Path.Combine(gaia.DataDirectory, "work", name)).FullName);
        Directory.SetLastWriteTimeUtc(folders["probe-old"], TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        // Two of runs without a row: all of one is old, and of the other only the outer folder.
        var (gone, fresh) = (folders.Values.Single(path => path.EndsWith("plan-1", StringComparison.Ordinal)), folders.Values.Single(path => path.EndsWith("plan-2", StringComparison.Ordinal)));
        foreach (var path in (string[])[gone, Path.GetDirectoryName(gone)!, Path.GetDirectoryName(fresh)!]) Directory.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8));

        await using var worker = WorkerProcess.Start(gaia);
        await Until.TrueAsync(() => Task.FromResult(!Directory.Exists(folders[$"{over.Id}"]) && !Directory.Exists(folders["probe-old"]) && !Directory.Exists(Path.GetDirectoryName(gone))), "what is old is gone");
        Assert.True(Directory.Exists(folders[$"{open.Id}"]));
        Assert.True(Directory.Exists(folders["probe-new"]));
        Assert.True(Directory.Exists(fresh));
    }

    /// <summary>One that waits for a word of a worker that is gone. A run that is still to come may have another.</summary>
    [Fact]
    public async Task Sandboxes_that_their_run_needs_no_more_are_ended_and_no_others()
    {
        Offered.Demand(RunIsolationKind.Bubblewrap);
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var (over, open) = (await gaia.QueueAsync(), await gaia.QueueAsync(component: "other"));
        await gaia.CancelAsync(over);
        var saving = await gaia.QueueAsync();
        await gaia.CancelAsync(saving);
        await gaia.Database.ExecuteAsync("UPDATE jobs.jobs SET not_before = now() + interval '1 day'"); // nobody plans the open one
        var elsewhere = Path.Combine(gaia.Folder, "of-another");
        (string Data, Run Run)[] wanted = [(gaia.DataDirectory, over), (gaia.DataDirectory, open), (gaia.DataDirectory, saving), (elsewhere, over)];
        ReadySandbox[] all = [.. wanted.Select(each => Leave(each.Data, each.Run))];
        var (left, others) = (all[0], all[1..]);
        foreach (var (data, run) in wanted)
            await Until.TrueAsync(() => SandboxProcesses.Of(Path.Combine(data, "work")).Count(process => process.Run == run.Id) >= 3, "unshare, bwrap and its init");
        // Its terraform runs: another machine has given the run up, and here it is being interrupted, gently.
        WorkDirectory.Earlier(new RunsOptions { DataDirectory = gaia.DataDirectory }, saving.Id).Single().RememberProcess(new EnclosedProcess(all[2]));

        await using var worker = WorkerProcess.Start(gaia);

        await left.Process.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        await Until.TrueAsync(() => SandboxProcesses.Of(Path.Combine(gaia.DataDirectory, "work")).All(process => process.Run == open.Id || process.Run == saving.Id), "the rest has gone, too");
        await Until.TrueAsync(() => worker.Output.Contains("which needs none any more, was killed", StringComparison.Ordinal), "the worker says so");
        Assert.DoesNotContain(others, sandbox => sandbox.Process.Ended.IsCompleted);
        foreach (var sandbox in all) await new EnclosedProcess(sandbox).EndAsync(TimeProvider.System);
    }

    private static ReadySandbox Leave(string data, Run run)
    {
        var options = Options.Create(new RunsOptions { DataDirectory = data, Isolation = RunIsolationKind.Bubblewrap });
        return new RunIsolation(options, new RunPods(options, TimeProvider.System), new HostingEnvironment()).Executor.Ready("/bin/sh", WorkDirectory.Create(options.Value, run.Id, "plan-1"))!;
    }
}
