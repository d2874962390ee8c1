using Gaia.Runs.Disks;
using Gaia.Runs.Locks;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Gaia.TestProcesses;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Runs.Tests.Execution;

/// <summary>The worker's data folder on a disk that is full: runs end, say why, and what terraform made is kept where there is room.</summary>
public sealed class FullDiskTests(RunsPostgres postgres)
{
    // The gate is a folder on another disk, that runs may read.
    private static string Slow(string gate) => $$"""
        resource "terraform_data" "slow" {
          provisioner "local-exec" {
            command = "touch begun; while [ ! -e {{gate}}/go ]; do sleep 0.05; done"
          }
        }
        """;

    [Fact]
    public async Task Nothing_is_begun_without_room_to_save_it()
    {
        using var disk = Mount();
        await using var gaia = await StartAsync(disk, TestRepository.Hello, free: 1 << 20);
        disk.Fill(leave: 512 << 10);

        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);

        Assert.Contains($"are free on the disk of {disk.Path}", run.Error);
        Assert.Contains("Gaia__MinFreeBytes", run.Error);
        Assert.Contains("Nothing was changed", run.Advice);
        disk.Free();
        await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_unpacked_fails_with_the_folder()
    {
        using var disk = Mount();
        await using var gaia = await StartAsync(disk, TestRepository.Hello, free: 0);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        await gaia.UploadAsync();
        disk.Fill();

        run = await gaia.UntilAsync(await gaia.QueueAsync(component: "app", planOnly: true), RunStatus.Failed);

        Assert.Contains("No space left on device", run.Error);
        Assert.Contains(disk.Path, run.Error);
        Assert.Contains("Free space", run.Advice);
    }

    [Fact]
    public async Task Without_a_reserve_an_apply_whose_disk_fills_up_ends_says_so_and_frees_the_lock()
    {
        using var disk = Mount();
        using var gate = TestFolder.Create("gate");
        await using var gaia = await StartAsync(disk, Slow(gate.Path), free: 0, gate.Path, reserve: 0);
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + "\nterraform: {env: {TF_HTTP_RETRY_MAX: '1'}}\n");
        var run = await gaia.QueueAsync(autoApprove: true);
        await Until.TrueAsync(() => Directory.EnumerateFiles(disk.Path, "begun", SearchOption.AllDirectories).Any(), "the apply has begun");
        disk.Fill();
        File.WriteAllText(Path.Combine(gate.Path, "go"), "");

        run = await gaia.UntilAsync(run, RunStatus.Failed, seconds: 60);

        Assert.Contains("found no room", run.Advice);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task What_could_not_be_pushed_stays_where_the_run_says()
    {
        using var disk = Mount();
        using var gate = TestFolder.Create("gate");
        await using var gaia = await StartAsync(disk, Slow(gate.Path), free: 0, gate.Path);
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + "\nterraform: {env: {TF_HTTP_RETRY_MAX: '0'}}\n");
        var run = await gaia.QueueAsync(autoApprove: true);
        await Until.TrueAsync(() => Directory.EnumerateFiles(disk.Path, "begun", SearchOption.AllDirectories).Any(), "the apply has begun");
        // Nothing below states can be written, in the work folder there is room.
        var states = Path.Combine(disk.Path, "blobs", "states");
        File.WriteAllText(states, "");
        File.WriteAllText(Path.Combine(gate.Path, "go"), "");

        run = await gaia.UntilAsync(run, RunStatus.Failed, seconds: 60);

        var file = System.Text.RegularExpressions.Regex.Match(run.Advice!, "kept as ([^ ]+) on").Groups[1].Value;
        Assert.Contains("terraform_data", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains($"gaia state errored {run.Id}", run.Advice);
        Assert.Contains($"gaia terraform state push app \"$PWD/errored.tfstate\" -s test", run.Advice);
        Assert.Equal(await File.ReadAllBytesAsync(file), await gaia.Get<ReadErroredState>().ExecuteAsync(run, new StateUser(TestGaia.Ada, _ => { }), CancellationToken.None));
        var blob = await File.ReadAllBytesAsync(Path.Combine(disk.Path, "blobs", "runs", $"{run.Id}", "errored.tfstate"));
        Assert.DoesNotContain("terraform_data", System.Text.Encoding.Latin1.GetString(blob));
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task An_apply_whose_disk_fills_up_saves_its_state_in_the_reserve()
    {
        using var disk = Mount();
        using var gate = TestFolder.Create("gate");
        await using var gaia = await StartAsync(disk, Slow(gate.Path), free: 0, gate.Path);
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + "\nterraform: {env: {TF_HTTP_RETRY_MAX: '0'}}\n");
        var run = await gaia.QueueAsync(autoApprove: true);
        await Until.TrueAsync(() => Directory.EnumerateFiles(disk.Path, "begun", SearchOption.AllDirectories).Any(), "the apply has begun");
        disk.Fill();
        File.WriteAllText(Path.Combine(gate.Path, "go"), "");

        run = await gaia.UntilAsync(run, RunStatus.Failed, seconds: 60);

        // What terraform did not need of the reserve is room in which it can be pushed.
        Assert.Contains("Gaia pushed it (errored.tfstate) afterwards", run.Advice);
        Assert.Equal(1, StateFile.Parse((await gaia.ReadAsync())!)!.Resources);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task No_apply_is_begun_without_its_reserve()
    {
        using var disk = Mount();
        await using var gaia = await StartAsync(disk, TestRepository.Hello, free: 0);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        disk.Fill(leave: 512 << 10);

        run = await gaia.UntilAsync(await gaia.ApproveAsync(run), RunStatus.Failed);

        Assert.Contains("Gaia__StateReserveBytes", run.Error);
        Assert.Contains("Nothing was changed", run.Advice);
        disk.Free();
        run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Null(run.Advice);
    }

    [Fact]
    public async Task Low_disks_are_named_each_once()
    {
        using var disk = Mount();
        using var folder = TestFolder.Create("data");
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?> { ["Gaia:DataDirectory"] = folder.Path, ["Gaia:MinFreeBytes"] = "1000000" });
        Directory.CreateDirectory(Path.Combine(folder.Path, "work"));
        Assert.Empty(gaia.Get<FindLowDisks>().Execute());
        Assert.Equal(HealthStatus.Healthy, (await gaia.Get<StorageHealth>().CheckHealthAsync(new())).Status);

        Directory.Delete(Path.Combine(folder.Path, "blobs"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "blobs"), disk.Path);
        disk.Fill(leave: 100_000);

        var low = Assert.Single(gaia.Get<FindLowDisks>().Execute());
        Assert.Equal((Path.Combine(folder.Path, "blobs"), 1_000_000), (low.Folder, low.Needed));
        Assert.InRange(low.Free, 1, 999_999);
        var health = await gaia.Get<StorageHealth>().CheckHealthAsync(new());
        Assert.Equal((HealthStatus.Degraded, $"{low}"), (health.Status, health.Description));
        Assert.StartsWith("Free space there", (string)health.Data[StorageHealth.Advice], StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.Path, "blobs"));
    }

    private static SmallDisk Mount()
    {
        var (disk, reason) = SmallDisk.TryMount(24);
        Assert.SkipWhen(disk is null, reason);
        return disk!;
    }

    private Task<TestGaia> StartAsync(SmallDisk disk, string terraform, long free, string? visible = null, long reserve = 2 << 20) => TestGaia.StartAsync(
        postgres, terraform,
        settings: new Dictionary<string, string?> { ["Gaia:DataDirectory"] = disk.Path, ["Gaia:MinFreeBytes"] = $"{free}", ["Gaia:StateReserveBytes"] = $"{reserve}", ["Gaia:RunFiles:0"] = visible ?? "" });
}
