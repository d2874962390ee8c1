using Gaia.Runs.Terraform;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The Job of a worker that died. Its terraform may still run: it is interrupted, may save its state, and only then are Job and pod ended.</summary>
internal sealed class LeftPod(PodCluster cluster, RunsOptions options, V1Job job, string root, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500), Leave = TimeSpan.FromMinutes(2);

    /// <param name="rescue">Null if there is nothing to take.</param>
    /// <exception cref="PodConnectionException">The pod may have what is nowhere else, and was left alone.</exception>
    public async Task<LeftPods> EndAsync(TimeSpan grace, PodRescue? rescue, bool mayWait, CancellationToken cancellationToken)
    {
        var pods = await cluster.PodsOfAsync(job, cancellationToken);
        if (pods.FirstOrDefault(pod => pod.Status?.Phase == "Running") is not { } running)
        {
            var why = pods is [var pod, ..] ? PodTrouble.Ended(pod, pod.Metadata.Name, pod.Metadata.Uid) : null;
            return await DeleteAsync(new(Any: true, Gentle: false, null, rescue is null ? null : why), ended: false, cancellationToken);
        }
        bool? ended = null;
        var left = new LeftPods(Any: true, Gentle: false, null);
        try
        {
            var transfer = new PodTransfer(cluster, running, options, time);
            var limit = rescue is null ? 3 * PollInterval : options.RunPods.LostLimit;
            ended = await transfer.InterruptAsync(root, grace, PodSilence.Bounded(limit, time), cancellationToken);
            left = left with { Gentle = ended == true };
            if (rescue is not null) left = left with { Work = await TakeAsync(transfer, rescue, cancellationToken) };
        }
        catch (PodConnectionException away) when (rescue is null || !mayWait)
        {
            left = left with { Lost = away.Message };
        }
        catch (PodEndedException gone)
        {
            left = left with { Lost = gone.Message };
        }
        catch (RunFailure refused)
        {
            // Asked again it would send the same.
            left = left with { Lost = refused.Message };
        }
        // Nothing runs in it, and it may have the only copy: people can still get at that.
        if (rescue is not null && ended == true && left.Lost is not null && await IsThereAsync(running, cancellationToken)) return left with { Kept = $"kubectl -n {cluster.Namespace} exec {running.Metadata.Name} -- find {root}/tree -name errored.tfstate" };
        return await DeleteAsync(left, ended is not null, cancellationToken);
    }

    // What we cannot reach the node's kubelet may: it interrupts terraform and lets it save its state.
    private async Task<LeftPods> DeleteAsync(LeftPods left, bool ended, CancellationToken cancellationToken)
    {
        await cluster.DeleteAsync(job, ended ? 1 : null, cancellationToken);
        await UntilGoneAsync(ended ? Leave : options.InterruptGrace + Leave, cancellationToken);
        return left;
    }

    private async Task<WorkDirectory?> TakeAsync(PodTransfer transfer, PodRescue rescue, CancellationToken cancellationToken)
    {
        var control = RunPod.Control(root);
        if (await transfer.LinesAsync(RunPodScripts.Last(control), Silence(), cancellationToken) is not [var last]) return null;
        var work = rescue.Into(Path.GetFileName(root));
        try
        {
            await transfer.TakeErroredAsync(root, Path.Combine(control, last), work, new PodFiles(work), Silence(), cancellationToken);
            await rescue.StoreAsync(work, cancellationToken);
            return work;
        }
        // A disk or a store that has no room now may have some later.
        catch (Exception fault) when (fault is not (RunFailure or PodConnectionException or PodEndedException or OperationCanceledException))
        {
            throw new PodConnectionException($"errored.tfstate could not be kept: {fault.Message}", fault);
        }
    }

    private PodSilence Silence() => PodSilence.Bounded(options.RunPods.LostLimit, time);

    private async Task<bool> IsThereAsync(V1Pod pod, CancellationToken cancellationToken) =>
        PodTrouble.Ended(await cluster.FindPodAsync(pod.Metadata.Name, cancellationToken), pod.Metadata.Name, pod.Metadata.Uid) is null;

    private async Task UntilGoneAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await cluster.PodsOfAsync(job, cancellationToken) is [var pod, ..])
        {
            if (time.GetElapsedTime(started) > limit)
                throw new PodConnectionException($"The pod {pod.Metadata.Name} of a worker that died does not go from node {pod.Spec.NodeName}; while it may be running nothing else of its run is done. "
                    + $"When that node is surely off: kubectl -n {cluster.Namespace} delete pod {pod.Metadata.Name} --force");
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
