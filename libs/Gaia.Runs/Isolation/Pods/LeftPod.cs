using System.Text;
using Gaia.Runs.Terraform;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The Job of a worker that died. Its terraform may still run: it is interrupted, may save its state, and only then are Job and pod ended.</summary>
internal sealed class LeftPod(PodCluster cluster, RunsOptions options, V1Job job, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Leave = TimeSpan.FromMinutes(2);

    private string Root => job.Spec.Template.Spec.Containers[0].VolumeMounts.First(mount => mount.Name == "work").MountPath;

    public async Task<LeftPods> EndAsync(TimeSpan grace, Func<string, WorkDirectory> into, CancellationToken cancellationToken)
    {
        var pod = (await cluster.PodsOfAsync(job, cancellationToken)).FirstOrDefault(pod => pod.Status?.Phase == "Running");
        var ended = pod is null ? true : await TryAsync<bool?>(async () => await InterruptAsync(pod, grace, cancellationToken), cancellationToken);
        WorkDirectory? work = null;
        if (pod is not null && job.Metadata.Labels[RunPodManifest.AppliesLabel] == "true")
            work = await TryAsync(() => FetchAsync(pod, into, cancellationToken), cancellationToken);
        // What we cannot reach the node's kubelet may: it interrupts terraform and lets it save its state.
        await cluster.DeleteAsync(job, ended is null ? null : 1, cancellationToken);
        await UntilGoneAsync(ended is null ? options.InterruptGrace + Leave : Leave, cancellationToken);
        return new(pod is not null, ended == true, work);
    }

    /// <returns>False where it had not ended by then.</returns>
    private async Task<bool> InterruptAsync(V1Pod pod, TimeSpan grace, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var running = await LinesAsync(pod, RunPodScripts.Running(RunPod.Control(Root)), cancellationToken);
            if (running.Count == 0) return true;
            if (time.GetElapsedTime(started) > grace) return false;
            foreach (var folder in running) await AskAsync(pod, RunPodScripts.Interrupt(Path.Combine(RunPod.Control(Root), folder)), static _ => { }, cancellationToken);
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    // errored.tfstate, where there is one, is nowhere else.
    private async Task<WorkDirectory?> FetchAsync(V1Pod pod, Func<string, WorkDirectory> into, CancellationToken cancellationToken)
    {
        if (await LinesAsync(pod, RunPodScripts.Last(RunPod.Control(Root)), cancellationToken) is not [var last]) return null;
        var work = into(Root);
        var path = $"{work.Fresh()}.tar";
        try
        {
            await using (var tar = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await AskAsync(pod, RunPodScripts.Fetch(Root, Path.Combine(RunPod.Control(Root), last)), bytes =>
                {
                    if (tar.Length + bytes.Length > 2 * options.RunPods.MaxResultBytes) throw new RunFailure("The files that the interrupted apply left are too large (Gaia__RunPods__MaxResultBytes).");
                    tar.Write(bytes);
                }, cancellationToken);
            new PodFiles(work, options.RunPods).Unpack(path);
            return work;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<IReadOnlyList<string>> LinesAsync(V1Pod pod, string[] script, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await AskAsync(pod, script, bytes =>
        {
            if (text.Length < 64 << 10) text.Append(Encoding.UTF8.GetString(bytes));
        }, cancellationToken);
        // A name of ours has no slash and no dots: the run may have made others.
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))];
    }

    private async Task AskAsync(V1Pod pod, string[] script, Action<ReadOnlySpan<byte>> output, CancellationToken cancellationToken) =>
        await cluster.Exec.RunAsync(pod.Metadata.Name, script, null, output, cancellationToken);

    // Whatever does not answer there: the pod is ended all the same.
    private static async Task<T?> TryAsync<T>(Func<Task<T?>> act, CancellationToken cancellationToken)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await act();
            }
            catch (PodConnectionException) when (attempts < 3)
            {
                await Task.Delay(Look, cancellationToken);
            }
            catch (Exception fault) when (fault is PodConnectionException or RunFailure or IOException)
            {
                return default;
            }
        }
    }

    private async Task UntilGoneAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await cluster.PodsOfAsync(job, cancellationToken) is [var pod, ..])
        {
            if (time.GetElapsedTime(started) > limit)
                throw new PodConnectionException($"The pod {pod.Metadata.Name} of a worker that died does not go from node {pod.Spec.NodeName}; while it may be running nothing else of its run is done. "
                    + $"When that node is surely off: kubectl -n {cluster.Namespace} delete pod {pod.Metadata.Name} --force");
            await Task.Delay(Look, time, cancellationToken);
        }
    }
}
