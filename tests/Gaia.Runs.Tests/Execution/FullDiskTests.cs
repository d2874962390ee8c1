using Gaia.Runs.Locks;
using Gaia.Runs.Tests.Kit;
using Gaia.TestProcesses;

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
    public async Task An_apply_in_whose_midst_the_disk_fills_ends_says_so_and_frees_the_lock()
    {
        using var disk = Mount();
        using var gate = TestFolder.Create("gate");
        await using var gaia = await StartAsync(disk, Slow(gate.Path), free: 0, gate.Path);
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + "\nterraform: {env: {TF_HTTP_RETRY_MAX: '1'}}\n");
        var run = await gaia.QueueAsync(autoApprove: true);
        await Until.TrueAsync(() => Directory.EnumerateFiles(disk.Path, "begun", SearchOption.AllDirectories).Any(), "the apply has begun");
        disk.Fill();
        File.WriteAllText(Path.Combine(gate.Path, "go"), "");

        run = await gaia.UntilAsync(run, RunStatus.Failed, seconds: 60);

        Assert.Contains("state", run.Error);
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
        Assert.Contains($"as blob runs/{run.Id}/errored.tfstate", run.Advice);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    private static SmallDisk Mount()
    {
        var (disk, reason) = SmallDisk.TryMount(24);
        Assert.SkipWhen(disk is null, reason);
        return disk!;
    }

    private Task<TestGaia> StartAsync(SmallDisk disk, string terraform, long free, string? visible = null) => TestGaia.StartAsync(
        postgres, terraform,
        settings: new Dictionary<string, string?> { ["Gaia:DataDirectory"] = disk.Path, ["Gaia:MinFreeBytes"] = $"{free}", ["Gaia:RunFiles:0"] = visible ?? "" });
}
