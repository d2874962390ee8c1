using System.Collections.Concurrent;
using Gaia.Jobs;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Tests.Kit.Cluster;
using Gaia.TestProcesses;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation.Pods;

public sealed class PodProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-pod-program-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_terraform_that_may_not_begin_any_more_has_ended()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig });
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var asked = 0;
        var call = Call(work, "true") with { MayStart = () => ++asked < 2 };
        Assert.Null(await RunAsync(options, pods, call, work));
        Assert.Equal(2, asked);
        await EndAsync(work, cluster);
    }

    [Fact]
    public async Task An_apply_ends_well_whatever_files_it_leaves()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig, MaxResultBytes = 1 << 20 });
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var exit = await RunAsync(options, pods, Call(work, "sh", "-c", "head -c 4000000 /dev/urandom >large"), work);
        Assert.Equal(0, exit!.Code);
        Assert.Empty(Directory.EnumerateFiles(work.Tree));
        await EndAsync(work, cluster);
    }

    [Theory]
    [InlineData(false, "more than 5000 bytes (Gaia__RunPods__MaxOutputBytes)")]
    [InlineData(true, "is not what Gaia's own script there says")]
    public async Task An_apply_that_cannot_be_followed_is_interrupted_and_saves_its_state(bool nonsense, string why)
    {
        await using var cluster = await TestCluster.StartAsync();
        if (nonsense) cluster.OnTheWay = (answer, bytes) => answer.Follows ? "?\n"u8.ToArray() : bytes;
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig, MaxOutputBytes = 5000 });
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var call = Call(work, "sh", "-c", "trap 'echo state >errored.tfstate; exit 1' INT; while :; do head -c 1000 /dev/zero; sleep 0.1; done");
        var refused = await Assert.ThrowsAsync<RunFailure>(() => RunAsync(options, pods, call, work));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal("state\n", await File.ReadAllTextAsync(Path.Combine(work.Tree, "errored.tfstate")));
        await EndAsync(work, cluster);
    }

    [Fact]
    public async Task Output_that_finds_no_room_here_is_taken_when_there_is_some()
    {
        var (disk, reason) = SmallDisk.TryMount(2);
        Assert.SkipWhen(disk is null, reason);
        using var mounted = disk!;
        await using var cluster = await TestCluster.StartAsync();
        var said = new ConcurrentQueue<string>();
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig }, mounted.Path, said.Enqueue);
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var running = RunAsync(options, pods, Call(work, "sh", "-c", "echo begun; while [ ! -e go ]; do sleep 0.05; done; seq 1 50000"), work);
        await Until.TrueAsync(() => File.Exists(work.Log("apply.out")) && new FileInfo(work.Log("apply.out")).Length > 0, "the program has begun");
        mounted.Fill();
        cluster.Write(work, "go");
        await Until.TrueAsync(() => said.Any(text => text.Contains("no room for the output of apply", StringComparison.Ordinal)), "the disk is full");
        mounted.Free();
        Assert.Equal(0, (await running)!.Code);
        Assert.Equal(Enumerable.Range(1, 50_000).Select(number => $"{number}").Prepend("begun"), await File.ReadAllLinesAsync(work.Log("apply.out")));
        await EndAsync(work, cluster);
    }

    [Fact]
    public async Task A_state_that_could_not_be_saved_comes_back_and_nothing_beside_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig, MaxResultBytes = 1 << 20 });
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var call = Call(work, "sh", "-c", "echo state >errored.tfstate; head -c 4000000 /dev/urandom >large; exit 1");
        Assert.Equal(1, (await RunAsync(options, pods, call, work))!.Code);
        Assert.Equal("state\n", await File.ReadAllTextAsync(Path.Combine(work.Tree, "errored.tfstate")));
        Assert.False(File.Exists(Path.Combine(work.Tree, "large")));
        await EndAsync(work, cluster);
    }

    private (RunsOptions, WorkDirectory) Applying(RunPodsOptions pods, string? data = null, Action<string>? say = null)
    {
        var options = new RunsOptions { DataDirectory = data ?? folder, Isolation = RunIsolationKind.Kubernetes, RunPods = pods };
        var run = RunId.New(TimeProvider.System);
        var work = WorkDirectory.Create(options, run, "apply-1");
        work.Attempt = new RunAttempt(run, new JobId(1), 1, Applies: true, say ?? (_ => { }));
        return (options, work);
    }

    private static TerraformCall Call(WorkDirectory work, string program, params string[] arguments) =>
        new("apply", program, arguments, work.Tree, new Dictionary<string, string>(), TimeSpan.FromMinutes(1));

    private static Task<TerraformExit?> RunAsync(RunsOptions options, RunPods pods, TerraformCall call, WorkDirectory work) =>
        new TerraformProcess(options, new RunIsolation(Options.Create(options), pods, new HostingEnvironment()), TimeProvider.System)
            .RunAsync(call, work, null, _ => { }, new(CancellationToken.None, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task EndAsync(WorkDirectory work, TestCluster cluster)
    {
        await work.Pod!.ReadyAsync(CancellationToken.None);
        await work.Pod.DisposeAsync();
        await Until.TrueAsync(() => !cluster.Pods.Any(), "nothing of the run is left");
    }
}
