using Gaia.Jobs;
using Gaia.Runs.Terraform;
using k8s;
using k8s.Exceptions;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Runs in Kubernetes, as this worker can have them: the cluster of its settings, once it has shown what it allows.</summary>
public sealed class RunPods(IOptions<RunsOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);
    private readonly Lock finding = new();
    private Found? found;

    /// <summary>Whether the settings ask for it, possible or not.</summary>
    public bool IsWanted => options.Value.Isolation is RunIsolationKind.Kubernetes || options.Value.RunPods.Namespace is not null;

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing => !IsWanted
        ? $"The worker {Environment.MachineName} makes no Kubernetes Jobs: set its Gaia__RunPods__Namespace, or Gaia__Isolation=kubernetes."
        : Known.Missing;

    /// <summary>What is not as it should be, though it works.</summary>
    public string? Weakness => IsWanted ? Known.Weakness : null;

    internal IRunExecutor? Executor => IsWanted && Known is { Cluster: { } cluster, Missing: null } ? new PodExecutor(cluster, options.Value, time) : null;

    public void Dispose() => found?.Cluster?.Dispose();

    private Found Known
    {
        get
        {
            lock (finding) return found ??= Task.Run(FindAsync).GetAwaiter().GetResult();
        }
    }

    private async Task<Found> FindAsync()
    {
        var pods = options.Value.RunPods;
        PodCluster? cluster = null;
        try
        {
            if (options.Value.RunFiles.Count > 0)
                return new(null, "Gaia__RunFiles names files of the worker's machine, which a pod does not have: put them into the image of Gaia__RunPods__Image, or leave the setting out.", null);
            cluster = Connect(pods);
            using var limit = new CancellationTokenSource(Answer, time);
            if (await RunPodAccess.MissingAsync(cluster, limit.Token) is { } missing) return new(cluster, missing, null);
            // Says whether there is such a namespace, and what guards it thinks of such a Job, without making one.
            var probe = new RunAttempt(RunId.New(time), new JobId(0), 0, Applies: true, _ => { });
            await cluster.CreateAsync(RunPodManifest.Of(probe, options.Value.DataPath("work", "probe"), options.Value), tryOnly: true, limit.Token);
            return new(cluster, null, await RunPodAccess.WeaknessAsync(cluster, limit.Token));
        }
        catch (Exception refused) when (refused is KubeConfigException or IOException or PodConnectionException or ClusterRefusedException or OperationCanceledException or ArgumentException or FormatException)
        {
            return new(cluster, $"Namespace {RunPodManifest.Namespace(pods)}: {refused.Message}", null);
        }
    }

    private static PodCluster Connect(RunPodsOptions pods)
    {
        var config = pods.Kubeconfig is { } file ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file) : KubernetesClientConfiguration.BuildDefaultConfig();
        config.HttpClientTimeout = Answer;
        return new(new k8s.Kubernetes(config), RunPodManifest.Namespace(pods));
    }

    /// <summary>What a worker that died left of this run is interrupted and waited for; then its Jobs and pods are ended.</summary>
    /// <param name="held">The job by which we have the run: what others made for it is over.</param>
    /// <param name="into">The workdir, by its name, that takes the files of an apply back; null where there is nothing to take.</param>
    /// <param name="mayWait">Somebody tries again: no pod is deleted that may have the only trace of what its apply made.</param>
    /// <exception cref="PodConnectionException">The cluster does not answer, or a pod does not go: nobody knows yet that it has ended.</exception>
    internal async Task<LeftPods> EndLeftAsync(Run run, JobContext held, TimeSpan grace, Func<string, WorkDirectory>? into, bool mayWait, CancellationToken cancellationToken)
    {
        if (!IsWanted) return LeftPods.None;
        var cluster = Known.Cluster ?? throw new PodConnectionException(Known.Missing ?? "There is no cluster.");
        var left = LeftPods.None;
        foreach (var job in await cluster.JobsAsync($"{RunPodManifest.Selector},{RunPodManifest.RunLabel}={run.Id}", cancellationToken))
            if (RunPodManifest.Read(job) is var (attempt, root) && attempt.Run == run.Id && !IsOf(attempt, held))
                left = left.With(await new LeftPod(cluster, options.Value, job, root, time).EndAsync(grace, attempt.Applies ? into : null, mayWait, cancellationToken));
        return left;
    }

    /// <summary>Ends Jobs whose runs need none any more, as their records say.</summary>
    internal async Task SweepAsync(RunStore store, CancellationToken cancellationToken)
    {
        if (!IsWanted || Known.Cluster is not { } cluster) return;
        foreach (var job in await cluster.JobsAsync(RunPodManifest.Selector, cancellationToken))
            // A run that is not known is another Gaia's.
            if (RunPodManifest.Read(job) is var (attempt, _) && IsOld(job) && await store.FindAsync(attempt.Run, cancellationToken) is { } run && NeedsNone(run))
                await cluster.DeleteAsync(job, grace: null, cancellationToken);
    }

    // A worker makes the pod a little before it says that the run has begun, and removes it a little after its end.
    private bool IsOld(V1Job job) => job.Metadata.CreationTimestamp is { } made && time.GetUtcNow() - made > TimeSpan.FromMinutes(2);

    private static bool NeedsNone(Run run) => run.Status.IsFinished() || run.Status is RunStatus.AwaitingApproval;

    private static bool IsOf(RunAttempt attempt, JobContext held) => attempt.Job == held.Job.Id && attempt.Epoch == held.Job.Epoch;

    private sealed record Found(PodCluster? Cluster, string? Missing, string? Weakness);
}
