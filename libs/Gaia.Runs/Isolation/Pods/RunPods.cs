using System.Security.Cryptography;
using Gaia.Jobs;
using k8s;
using k8s.Exceptions;
using k8s.Models;
using Microsoft.Extensions.Options;
using YamlDotNet.Core;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Runs in Kubernetes, as this worker can have them: the cluster of its settings, once it has shown what it allows.</summary>
public sealed class RunPods(IOptions<RunsOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30), Again = TimeSpan.FromMinutes(1);
    private readonly Lock finding = new();
    private Found? found;
    private long foundAt;

    /// <summary>Whether the settings ask for it, possible or not.</summary>
    public bool IsWanted => options.Value.Isolation is RunIsolationKind.Kubernetes || options.Value.RunPods.Namespace is not null;

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing => !IsWanted
        ? $"The worker {Environment.MachineName} makes no Kubernetes Jobs: set its Gaia__RunPods__Namespace, or Gaia__Isolation=kubernetes."
        : Known.Missing;

    /// <summary>What is not as it should be, though it works.</summary>
    public string? Weakness => IsWanted ? Known.Weakness : null;

    internal string Namespace => RunPodManifest.Namespace(options.Value.RunPods);

    /// <summary>Null where it cannot be used.</summary>
    internal PodCluster? Cluster => IsWanted && Known is { Missing: null } known ? known.Cluster : null;

    internal IRunExecutor? Executor => Cluster is { } cluster ? new PodExecutor(cluster, options.Value, time) : null;

    public void Dispose() => found?.Cluster?.Dispose();

    private Found Known
    {
        get
        {
            lock (finding)
            {
                if (found is null || (found.Passes && time.GetElapsedTime(foundAt) >= Again))
                    (found, foundAt) = (Task.Run(() => FindAsync(found?.Cluster)).GetAwaiter().GetResult(), time.GetTimestamp());
                return found;
            }
        }
    }

    /// <param name="cluster">That did not answer before.</param>
    private async Task<Found> FindAsync(PodCluster? cluster)
    {
        var pods = options.Value.RunPods;
        try
        {
            if (options.Value.RunFiles.Count > 0)
                return new(null, "Gaia__RunFiles names files of the worker's machine, which a pod does not have: put them into the image of Gaia__RunPods__Image, or leave the setting out.", null);
            if (cluster is null && HasNoAccess(pods))
                return new(null, $"Namespace {Namespace}: no kubeconfig was found, and the worker does not run in a pod. Set Gaia__RunPods__Kubeconfig or KUBECONFIG to one, or write {KubernetesClientConfiguration.KubeConfigDefaultLocation}.", null);
            cluster ??= Connect(pods);
            using var limit = new CancellationTokenSource(Answer, time);
            if (await RunPodAccess.MissingAsync(cluster, limit.Token) is { } missing) return new(cluster, missing, null);
            // Says whether there is such a namespace, and what guards it thinks of such a Job, without making one.
            var probe = new RunAttempt(RunId.New(time), new JobId(0), 0, Applies: true, _ => { });
            await cluster.CreateAsync(RunPodManifest.Of(probe, options.Value.DataPath("work", "probe"), options.Value), tryOnly: true, limit.Token);
            return new(cluster, null, await RunPodAccess.WeaknessAsync(cluster, limit.Token));
        }
        catch (ClusterRefusedException refused)
        {
            return new(cluster, $"Namespace {Namespace}: {refused.Message}", null);
        }
        catch (Exception away) when (away is PodConnectionException or OperationCanceledException)
        {
            return new(cluster, $"Namespace {Namespace}: {away.Message}", null, Passes: true);
        }
        catch (Exception broken) when (broken is KubeConfigException or YamlException or CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return new(cluster, $"Namespace {Namespace}: the kubeconfig {pods.Kubeconfig ?? "of KUBECONFIG, or of the cluster in which the worker runs,"} cannot be used: {broken.Message}", null);
        }
    }

    // The client would ask localhost:8080.
    private static bool HasNoAccess(RunPodsOptions pods) => string.IsNullOrEmpty(pods.Kubeconfig)
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG"))
        && !File.Exists(KubernetesClientConfiguration.KubeConfigDefaultLocation) && !KubernetesClientConfiguration.IsInCluster();

    private static PodCluster Connect(RunPodsOptions pods)
    {
        var config = pods.Kubeconfig is { Length: > 0 } file ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file) : KubernetesClientConfiguration.BuildDefaultConfig();
        config.HttpClientTimeout = Answer;
        return new(new k8s.Kubernetes(config), RunPodManifest.Namespace(pods));
    }

    /// <summary>What a worker that died left of this run is interrupted and waited for; then its Jobs and pods are ended.</summary>
    /// <remarks>Asked for at the beginning of an attempt, and at its end by who buries it: what is there is over.</remarks>
    /// <param name="rescue">Takes what an apply left; null where there is nothing to take.</param>
    /// <param name="mayWait">Somebody tries again: no pod is deleted that may have the only trace of what its apply made.</param>
    /// <exception cref="JobForAnotherWorkerException">It applies where this worker cannot look.</exception>
    /// <exception cref="PodConnectionException">The cluster does not answer, or a pod does not go: nobody knows yet that it has ended.</exception>
    internal async Task<LeftPods> EndLeftAsync(Run run, TimeSpan grace, PodRescue? rescue, bool mayWait, CancellationToken cancellationToken)
    {
        if (run.AppliesIn is { } place && !(IsWanted && place == Namespace))
            throw new JobForAnotherWorkerException($"Run {run.Id} applies in a pod of namespace {place}, which the worker {Environment.MachineName} does not use: set its Gaia__RunPods__Namespace to {place}.");
        if (!IsWanted) return LeftPods.None;
        var cluster = Known.Cluster ?? throw new PodConnectionException(Known.Missing ?? "There is no cluster.");
        var left = LeftPods.None;
        foreach (var job in await cluster.JobsAsync($"{RunPodManifest.Selector},{RunPodManifest.RunLabel}={run.Id}", cancellationToken))
            if (RunPodManifest.Read(job) is var (attempt, root) && attempt.Run == run.Id)
                left = left.With(await new LeftPod(cluster, options.Value, job, root, time).EndAsync(grace, attempt.Applies ? rescue : null, mayWait, cancellationToken));
        return left;
    }

    /// <summary>Ends Jobs whose runs need none any more, as their records say.</summary>
    internal async Task SweepAsync(RunStore store, CancellationToken cancellationToken)
    {
        if (!IsWanted || Known.Cluster is not { } cluster) return;
        foreach (var job in await cluster.JobsAsync(RunPodManifest.Selector, cancellationToken))
            // A run that is not known is another Gaia's.
            if (RunPodManifest.Read(job) is var (attempt, _) && IsOld(job) && await store.FindAsync(attempt.Run, cancellationToken) is { } run && NeedsNone(run, attempt))
                await cluster.DeleteAsync(job, grace: null, cancellationToken);
    }

    // A worker makes the pod a little before it says that the run has begun, and removes it a little after its end.
    private bool IsOld(V1Job job) => job.Metadata.CreationTimestamp is { } made && time.GetUtcNow() - made > TimeSpan.FromMinutes(2);

    // A pod of an interrupted apply may have been kept for its errored.tfstate; its own deadline ends it.
    private static bool NeedsNone(Run run, RunAttempt attempt) =>
        run.Status is RunStatus.AwaitingApproval || (run.Status.IsFinished() && !(run.Status is RunStatus.Interrupted && attempt.Applies));

    /// <param name="Passes">What is missing may be there in a moment.</param>
    private sealed record Found(PodCluster? Cluster, string? Missing, string? Weakness, bool Passes = false);
}
