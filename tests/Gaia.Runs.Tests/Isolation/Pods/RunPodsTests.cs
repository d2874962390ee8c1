using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Tests.Kit.Cluster;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation.Pods;

/// <summary>What a worker says of its cluster.</summary>
public sealed class RunPodsTests
{
    [Fact]
    public async Task A_worker_names_each_right_that_it_lacks()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Denied.UnionWith(["create pods/exec", "delete jobs"]);
        Assert.Equal("The worker's account may not delete jobs, create pods/exec in namespace gaia-runs. Apply deploy/kubernetes/runs.yaml there.", Of(cluster).Missing);
    }

    [Fact]
    public async Task A_worker_that_demands_a_namespace_that_is_not_there_does_not_start()
    {
        await using var cluster = await TestCluster.StartAsync();
        var options = Settings(cluster, "elsewhere");
        var refused = Assert.Throws<IsolationUnavailableException>(() => new RunIsolation(options, new RunPods(options, TimeProvider.System)).Kind);
        Assert.Contains("Gaia__Isolation=kubernetes is not possible", refused.Message, StringComparison.Ordinal);
        Assert.Contains("namespaces \"elsewhere\" not found", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_without_a_network_policy_is_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Null(Of(cluster).Weakness);
        cluster.HasNetworkPolicy = false;
        Assert.Contains("has no NetworkPolicy", Of(cluster).Weakness, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaia.dev/run", null)]
    [InlineData("gaia.dev/job", "8")]
    [InlineData("gaia.dev/epoch", "x")]
    public void A_Job_whose_labels_are_not_those_of_its_name_is_not_ours(string label, string? value)
    {
        var attempt = new RunAttempt(RunId.New(TimeProvider.System), new(7), 2, Applies: true, _ => { });
        var job = RunPodManifest.Of(attempt, "/var/lib/gaia/work/1/apply-2", new RunsOptions { DataDirectory = "/var/lib/gaia" });
        Assert.Equal((attempt.Run, "/var/lib/gaia/work/1/apply-2"), (RunPodManifest.Read(job)!.Value.Attempt.Run, RunPodManifest.Read(job)!.Value.Root));
        if (value is null) job.Metadata.Labels.Remove(label);
        else job.Metadata.Labels[label] = value;
        Assert.Null(RunPodManifest.Read(job));
    }

    [Fact]
    public void A_Job_whose_pod_works_elsewhere_is_not_ours()
    {
        var attempt = new RunAttempt(RunId.New(TimeProvider.System), new(7), 2, Applies: true, _ => { });
        Assert.Null(RunPodManifest.Read(RunPodManifest.Of(attempt, "/var/lib/gaia/..", new RunsOptions { DataDirectory = "/var/lib/gaia" })));
    }

    private static RunPods Of(TestCluster cluster) => new(Settings(cluster, TestCluster.Namespace), TimeProvider.System);

    private static IOptions<RunsOptions> Settings(TestCluster cluster, string name) => Options.Create(new RunsOptions
    {
        DataDirectory = "/var/lib/gaia", Isolation = RunIsolationKind.Kubernetes, RunPods = new() { Namespace = name, Kubeconfig = cluster.Kubeconfig },
    });
}
