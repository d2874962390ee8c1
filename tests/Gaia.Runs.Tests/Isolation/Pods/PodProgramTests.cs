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
        var options = new RunsOptions { DataDirectory = folder, Isolation = RunIsolationKind.Kubernetes, RunPods = new() { Kubeconfig = cluster.Kubeconfig } };
        using var pods = new RunPods(Options.Create(options), TimeProvider.System);
        var run = RunId.New(TimeProvider.System);
        var work = WorkDirectory.Create(options, run, "apply-1");
        work.Attempt = new RunAttempt(run, new JobId(1), 1, Applies: true, _ => { });
        var asked = 0;
        var call = new TerraformCall("apply", "true", [], work.Tree, new Dictionary<string, string>(), TimeSpan.FromMinutes(1)) { MayStart = () => ++asked < 2 };
        var terraform = new TerraformProcess(options, new RunIsolation(Options.Create(options), pods), TimeProvider.System);
        Assert.Null(await terraform.RunAsync(call, work, null, _ => { }, new(CancellationToken.None, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(2, asked);
        await work.Pod!.ReadyAsync(CancellationToken.None);
        await work.Pod.DisposeAsync();
        await Until.TrueAsync(() => !cluster.Pods.Any(), "nothing of the run is left");
    }
}
