using System.Text;
using Gaia.Runs.Terraform;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The Job of a worker that died. Its terraform may still run: it is interrupted, may save its state, and only then are Job and pod ended.</summary>
internal sealed class LeftPod(PodCluster cluster, RunsOptions options, V1Job job, string root, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500), Leave = TimeSpan.FromMinutes(2);

    /// <exception cref="PodConnectionException">The pod may have what is nowhere else, and was left alone.</exception>
    public async Task<LeftPods> EndAsync(TimeSpan grace, Func<string, WorkDirectory>? into, bool mayWait, CancellationToken cancellationToken)
    {
        var pod = (await cluster.PodsOfAsync(job, cancellationToken)).FirstOrDefault(pod => pod.Status?.Phase == "Running");
        bool? ended = pod is null ? true : null;
        WorkDirectory? work = null;
        string? lost = null;
        try
        {
            var limit = into is null ? 3 * PollInterval : options.RunPods.LostLimit;
            if (pod is not null) ended = await RetryAsync(pod, () => InterruptAsync(pod, grace, cancellationToken), limit, cancellationToken);
            if (pod is not null && into is not null) work = await FetchAsync(pod, into, cancellationToken);
        }
        catch (PodConnectionException away) when (into is null || !mayWait)
        {
            lost = away.Message;
        }
        catch (RunFailure gone)
        {
            lost = gone.Message;
        }
        // What we cannot reach the node's kubelet may: it interrupts terraform and lets it save its state.
        await cluster.DeleteAsync(job, ended is null ? null : 1, cancellationToken);
        await UntilGoneAsync(ended is null ? options.InterruptGrace + Leave : Leave, cancellationToken);
        return new(pod is not null, ended == true, work, lost);
    }

    /// <returns>False where it had not ended by then.</returns>
    private async Task<bool> InterruptAsync(V1Pod pod, TimeSpan grace, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((await LinesAsync(pod, RunPodScripts.InterruptAll(RunPod.Control(root)), cancellationToken)).Count > 0)
        {
            if (time.GetElapsedTime(started) > grace) return false;
            await Task.Delay(PollInterval, time, cancellationToken);
        }
        return true;
    }

    // errored.tfstate, where there is one, is nowhere else: it comes first and alone.
    private async Task<WorkDirectory?> FetchAsync(V1Pod pod, Func<string, WorkDirectory> into, CancellationToken cancellationToken)
    {
        var limit = options.RunPods.LostLimit;
        if (await RetryAsync(pod, () => LinesAsync(pod, RunPodScripts.Last(RunPod.Control(root)), cancellationToken), limit, cancellationToken) is not [var last]) return null;
        var (work, folder) = (into(Path.GetFileName(root)), Path.Combine(RunPod.Control(root), last));
        await RetryAsync(pod, () => TakeAsync(pod, work, RunPodScripts.FetchErrored(root, folder), cancellationToken), limit, cancellationToken);
        try
        {
            await TakeAsync(pod, work, RunPodScripts.Fetch(root, folder), cancellationToken);
        }
        catch (PodConnectionException)
        {
            // The rest is made anew.
        }
        return work;
    }

    private async Task<bool> TakeAsync(V1Pod pod, WorkDirectory work, string[] script, CancellationToken cancellationToken)
    {
        var path = $"{work.Fresh()}.tar";
        try
        {
            await using (var tar = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await AskAsync(pod, script, bytes =>
                {
                    if (tar.Length + bytes.Length > 2 * options.RunPods.MaxResultBytes) throw new RunFailure("The files that the interrupted apply left are too large (Gaia__RunPods__MaxResultBytes).");
                    tar.Write(bytes);
                }, cancellationToken);
            new PodFiles(work, options.RunPods).Unpack(path);
            return true;
        }
        catch (Exception fault) when (fault is RunFailure or IOException)
        {
            throw new PodConnectionException(fault.Message, fault);
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

    private async Task AskAsync(V1Pod pod, string[] script, Action<ReadOnlySpan<byte>> output, CancellationToken cancellationToken)
    {
        var (code, errors) = await cluster.Exec.RunAsync(pod.Metadata.Name, script, null, output, cancellationToken);
        if (code != 0) throw new PodConnectionException($"A script in the pod {pod.Metadata.Name} ended with exit code {code}. {errors}".TrimEnd());
    }

    private async Task<T> RetryAsync<T>(V1Pod pod, Func<Task<T>> ask, TimeSpan limit, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (PodConnectionException) when (time.GetElapsedTime(since) < limit)
            {
                var (name, uid) = (pod.Metadata.Name, pod.Metadata.Uid);
                if (await FindAsync(name, cancellationToken) is var (answered, now) && answered && PodTrouble.Ended(now, name, uid) is { } ended) throw new RunFailure(ended);
                await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
    }

    private async Task<(bool Answered, V1Pod? Pod)> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await cluster.FindPodAsync(name, cancellationToken));
        }
        catch (PodConnectionException)
        {
            return (false, null);
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
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
