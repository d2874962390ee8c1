using Gaia.Jobs;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Tests.Kit.Cluster;
using Gaia.TestProcesses;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

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
        var refused = Assert.Throws<IsolationUnavailableException>(() => new RunIsolation(options, new RunPods(options, TimeProvider.System), new HostingEnvironment()).Kind);
        Assert.Contains("Gaia__Isolation=kubernetes is not possible", refused.Message, StringComparison.Ordinal);
        Assert.Contains("namespaces \"elsewhere\" not found", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_without_a_kubeconfig_and_outside_of_a_pod_names_the_settings()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } || File.Exists(k8s.KubernetesClientConfiguration.KubeConfigDefaultLocation), "There is a kubeconfig here.");
        using var pods = new RunPods(Options.Create(new RunsOptions { RunPods = new() { Namespace = "gaia-runs" } }), TimeProvider.System);
        Assert.StartsWith("Namespace gaia-runs: no kubeconfig was found, and the worker does not run in a pod. Set Gaia__RunPods__Kubeconfig or KUBECONFIG", pods.Missing, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_cluster_that_did_not_answer_is_looked_for_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        var time = new FakeTimeProvider();
        using var pods = new RunPods(Settings(cluster, TestCluster.Namespace), time);
        cluster.IsAway = true;
        Assert.NotNull(pods.Missing);
        cluster.IsAway = false;
        Assert.NotNull(pods.Missing);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(pods.Missing);
    }

    [Fact]
    public async Task A_right_that_is_lacking_is_looked_for_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        var time = new FakeTimeProvider();
        using var pods = new RunPods(Settings(cluster, TestCluster.Namespace), time);
        cluster.Denied.Add("delete jobs");
        Assert.NotNull(pods.Missing);
        cluster.Denied.Clear();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(pods.Missing);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("current-context: x\nclusters: [{name: x, cluster: {server: 'https://127.0.0.1:1'}}]\nusers: [{name: x, user: {client-certificate-data: YQ==, client-key-data: YQ==}}]\ncontexts: [{name: x, context: {cluster: x, user: x}}]")]
    [InlineData(null)]
    public void A_kubeconfig_that_cannot_be_used_is_named(string? text)
    {
        using var folder = TestFolder.Create("kubeconfig");
        var file = Path.Combine(folder.Path, "config");
        if (text is not null) File.WriteAllText(file, text);
        using var pods = new RunPods(Options.Create(new RunsOptions { RunPods = new() { Namespace = "runs", Kubeconfig = file } }), TimeProvider.System);
        Assert.Contains($"the kubeconfig {file} cannot be used: ", pods.Missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("elsewhere", true)]
    [InlineData("elsewhere", false)]
    public async Task An_apply_in_a_namespace_that_the_worker_does_not_use_is_not_taken_for_ended(string? own, bool mayWait)
    {
        using var pods = new RunPods(Options.Create(new RunsOptions { RunPods = new() { Namespace = own } }), TimeProvider.System);
        var run = new Run
        {
            Id = RunId.New(TimeProvider.System), Component = "app", Stack = "test", Operation = RunOperation.Apply, CreatedBy = "ada", CreatedAt = default,
            Status = RunStatus.Applying, AppliesIn = TestCluster.Namespace,
        };
        var unknown = await Assert.ThrowsAsync<JobForAnotherWorkerException>(() => pods.EndLeftAsync(run, TimeSpan.Zero, null, mayWait, CancellationToken.None));
        Assert.Contains($"Run {run.Id} applies in a pod of namespace gaia-runs, which the worker {Environment.MachineName} does not use", unknown.Message, StringComparison.Ordinal);
    }

    private static RunPods Of(TestCluster cluster) => new(Settings(cluster, TestCluster.Namespace), TimeProvider.System);

    private static IOptions<RunsOptions> Settings(TestCluster cluster, string name) => Options.Create(new RunsOptions
    {
        DataDirectory = "/var/lib/gaia", Isolation = RunIsolationKind.Kubernetes, RunPods = new() { Namespace = name, Kubeconfig = cluster.Kubeconfig },
    });
}
