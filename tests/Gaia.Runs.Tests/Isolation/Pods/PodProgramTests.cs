using Gaia.Jobs;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Tests.Kit.Cluster;
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
    public async Task A_state_that_could_not_be_saved_comes_back_before_files_that_are_too_large()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (options, work) = Applying(new() { Kubeconfig = cluster.Kubeconfig, MaxResultBytes = 1 << 20 });
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var call = Call(work, "sh", "-c", "echo state >errored.tfstate; head -c 4000000 /dev/urandom >large; exit 1");
        var refused = await Assert.ThrowsAsync<RunFailure>(() => RunAsync(options, pods, call, work));
        Assert.Contains("Gaia__RunPods__MaxResultBytes", refused.Message);
        Assert.Equal("state\n", await File.ReadAllTextAsync(Path.Combine(work.Tree, "errored.tfstate")));
        Assert.False(File.Exists(Path.Combine(work.Tree, "large")));
        await EndAsync(work, cluster);
    }

    private (RunsOptions, WorkDirectory) Applying(RunPodsOptions pods)
    {
        var options = new RunsOptions { DataDirectory = folder, Isolation = RunIsolationKind.Kubernetes, RunPods = pods };
        var run = RunId.New(TimeProvider.System);
        var work = WorkDirectory.Create(options, run, "apply-1");
        work.Attempt = new RunAttempt(run, new JobId(1), 1, Applies: true, _ => { });
        return (options, work);
    }

    private static TerraformCall Call(WorkDirectory work, string program, params string[] arguments) =>
        new("apply", program, arguments, work.Tree, new Dictionary<string, string>(), TimeSpan.FromMinutes(1));

    private static Task<TerraformExit?> RunAsync(RunsOptions options, RunPods pods, TerraformCall call, WorkDirectory work) =>
        new TerraformProcess(options, new RunIsolation(Options.Create(options), pods), TimeProvider.System)
            .RunAsync(call, work, null, _ => { }, new(CancellationToken.None, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task EndAsync(WorkDirectory work, TestCluster cluster)
    {
        await work.Pod!.ReadyAsync(CancellationToken.None);
        await work.Pod.DisposeAsync();
        await Until.TrueAsync(() => !cluster.Pods.Any(), "nothing of the run is left");
    }
}
