using Gaia.Runs.Locks;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Tests.Kit.Cluster;

namespace Gaia.Runs.Tests.Isolation.Pods;

/// <summary>The worker with the rights of deploy/kubernetes/runs.yaml, and pods of the worker's image, in a real Kubernetes.</summary>
public sealed class RealClusterTests(RunsPostgres postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-real-cluster-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_component_hello_is_planned_and_applied_in_Jobs_that_hold_no_secret_and_are_gone_afterwards()
    {
        var cluster = await RealCluster.FindAsync(folder);
        await using var gaia = await HelloAsync(cluster, seconds: 3);
        await using var worker = WorkerProcess.Start(gaia, cluster.Settings);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "--- apply", seconds: 180);
        var seen = await RealCluster.AllAsync("jobs,pods,events,secrets,configmaps");
        run = await gaia.UntilAsync(run, RunStatus.Applied, seconds: 180);
        Assert.Contains("on node node-1", await gaia.LogAsync(run), StringComparison.Ordinal);
        Assert.NotNull(await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None));
        Assert.Contains($"gaia-{run.Id.Value:N}", seen, StringComparison.Ordinal);
        foreach (var secret in new[] { "correct-horse-battery-staple", "TF_HTTP_PASSWORD", "ConnectionStrings", "\"env\"" })
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        await Until.TrueAsync(async () => await RealCluster.CountAsync(run) == 0, "nothing of the run is left", seconds: 60);
    }

    [Fact]
    public async Task An_apply_whose_worker_is_killed_is_interrupted_and_its_pod_gone_before_its_run_says_so()
    {
        var cluster = await RealCluster.FindAsync(folder);
        await using var gaia = await HelloAsync(cluster, seconds: 500);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using (var first = WorkerProcess.Start(gaia, cluster.Settings))
        {
            await gaia.UntilLogAsync(run, "terraform_data.slow[0]: progress", seconds: 240);
            await first.KillAsync();
        }
        Assert.Contains("Running", await RealCluster.AllAsync("pods"), StringComparison.Ordinal);
        await using var second = WorkerProcess.Start(gaia, cluster.Settings);
        run = await gaia.UntilAsync(run, RunStatus.Interrupted, seconds: 240);
        Assert.Equal(0, await RealCluster.CountAsync(run));
        Assert.Contains("what it did is in the state", run.Advice, StringComparison.Ordinal);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
        var state = await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None);
        Assert.Contains("\"greeting\"", System.Text.Encoding.UTF8.GetString(state!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_nowhere_ends_the_run_with_the_words_of_the_node()
    {
        var cluster = await RealCluster.FindAsync(folder);
        await using var gaia = await HelloAsync(cluster, seconds: 0);
        await using var worker = WorkerProcess.Start(gaia, [.. cluster.Settings, ("Gaia__RunPods__Image", "gaia.test/nowhere:1"), ("Gaia__RunPods__StartLimit", "00:00:10")]);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed, seconds: 120);
        Assert.Contains("gaia.test/nowhere:1", run.Error, StringComparison.Ordinal);
        Assert.Matches("ErrImagePull|ImagePullBackOff", run.Error);
        await Until.TrueAsync(async () => await RealCluster.CountAsync(run) == 0, "nothing of the run is left", seconds: 180);
    }

    private async Task<TestGaia> HelloAsync(RealCluster cluster, int seconds)
    {
        var hello = Path.Combine(SourceTree.Root, "components/terraform/hello");
        var gaia = await TestGaia.StartAsync(postgres, File.ReadAllText(Path.Combine(hello, "main.tf")), $"apply_seconds: {seconds}", worker: false, host: cluster.Host);
        foreach (var file in new[] { "variables.tf", "outputs.tf", "versions.tf" }) gaia.Repository.Write($"components/terraform/app/{file}", File.ReadAllText(Path.Combine(hello, file)));
        return gaia;
    }
}
