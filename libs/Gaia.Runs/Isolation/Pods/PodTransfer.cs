using System.Text;
using Gaia.Runs.Terraform;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// Runs scripts of ours in one pod, and takes files out of it: again where the connection broke, until the pod has ended or was not heard of for too
/// long.
/// </summary>
internal sealed class PodTransfer(PodCluster cluster, V1Pod pod, RunsOptions options, TimeProvider time)
{
    private const int LongestList = 64 << 10, MostBreaks = 8;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    public string Name => pod.Metadata.Name;

    public string? Node => pod.Spec.NodeName;

    /// <summary>Over one connection.</summary>
    /// <exception cref="PodConnectionException">It broke.</exception>
    public Task<(int Code, string Errors)> ExecAsync(string[] script, Stream? input, Action<ReadOnlySpan<byte>> output, PodSilence silence, CancellationToken cancellationToken) =>
        cluster.Exec.RunAsync(Name, script, input, output, silence.Hear, cancellationToken);

    /// <exception cref="PodEndedException">It has ended.</exception>
    /// <exception cref="PodConnectionException">It was not heard of for too long.</exception>
    public Task<(int Code, string Errors)> AskAsync(string[] script, Stream? input, Action<ReadOnlySpan<byte>> output, PodSilence silence, CancellationToken cancellationToken) =>
        RetryAsync(() =>
        {
            if (input is not null) input.Position = 0;
            return ExecAsync(script, input, output, silence, cancellationToken);
        }, silence, cancellationToken);

    /// <summary>After a broken connection: whether it makes sense to try again.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task DemandAliveAsync(PodConnectionException broken, PodSilence silence, CancellationToken cancellationToken)
    {
        var answers = true;
        try
        {
            if (PodTrouble.Ended(await cluster.FindPodAsync(Name, cancellationToken), Name, pod.Metadata.Uid) is { } ended) throw new PodEndedException(ended);
        }
        catch (PodConnectionException)
        {
            answers = false;
        }
        catch (ClusterRefusedException)
        {
            // A token that has run out, a right that is taken and given back: the pod is not reached as long as that lasts.
        }
        if (silence.IsTooLong(answers)) throw broken;
    }

    /// <summary>Takes the tar that a script sends into the workdir.</summary>
    /// <param name="limit">Bytes of all its files.</param>
    /// <param name="setting">That has this limit.</param>
    /// <exception cref="RunFailure">It breaks the rules, or the script fails.</exception>
    /// <inheritdoc cref="AskAsync"/>
    public async Task TakeAsync(string[] script, WorkDirectory work, PodFiles files, long limit, string setting, PodSilence silence, CancellationToken cancellationToken)
    {
        var path = $"{work.Fresh()}.tar";
        var (furthest, breaks) = (0L, 0);
        // Headers and the ends of blocks; of many small files that is much.
        var most = limit + (limit >> 3) + (1 << 20);
        try
        {
            var (code, errors) = await RetryAsync(async () =>
            {
                await using var tar = new FileStream(path, FileMode.Create, FileAccess.Write);
                try
                {
                    return await ExecAsync(script, null, bytes =>
                    {
                        if (tar.Length + bytes.Length > most) throw new RunFailure($"The files that this run's program left are larger than {limit} bytes ({setting}).");
                        tar.Write(bytes);
                    }, silence, cancellationToken);
                }
                catch (PodConnectionException broken) when (tar.Length > 0)
                {
                    breaks = tar.Length > furthest ? 1 : breaks + 1;
                    furthest = Math.Max(furthest, tar.Length);
                    if (breaks < MostBreaks) throw;
                    throw new RunFailure($"The connection to the pod {Name} broke {breaks} times while it sent its files, never after more than {furthest} bytes: {broken.Message}",
                        "Something between the worker and the cluster cuts it there: a proxy, a firewall, a limit of time or size.");
                }
            }, silence, cancellationToken);
            if (code != 0) throw new RunFailure($"The pod {Name} does not send its files: {errors}");
            files.Unpack(path, limit);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What an apply could save nowhere else, and nothing beside it.</summary>
    /// <param name="folder">Of its program.</param>
    /// <inheritdoc cref="TakeAsync"/>
    public Task TakeErroredAsync(string root, string folder, WorkDirectory work, PodFiles files, PodSilence silence, CancellationToken cancellationToken) =>
        TakeAsync(RunPodScripts.FetchErrored(root, folder), work, files, options.MaxStateBytes, "Gaia__MaxStateBytes", silence, cancellationToken);

    /// <summary>Interrupts each program that runs, once, and waits.</summary>
    /// <returns>False if one had not ended by then.</returns>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<bool> InterruptAsync(string root, TimeSpan grace, PodSilence silence, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((await LinesAsync(RunPodScripts.InterruptAll(RunPod.Control(root)), silence, cancellationToken)).Count > 0)
        {
            if (time.GetElapsedTime(started) > grace) return false;
            await Task.Delay(PollInterval, time, cancellationToken);
        }
        return true;
    }

    /// <inheritdoc cref="AskAsync"/>
    public async Task<IReadOnlyList<string>> LinesAsync(string[] script, PodSilence silence, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await RetryAsync(async () =>
        {
            text.Clear();
            var (code, errors) = await ExecAsync(script, null, bytes =>
            {
                if (text.Length < LongestList) text.Append(Encoding.UTF8.GetString(bytes));
            }, silence, cancellationToken);
            return code == 0 ? code : throw new PodConnectionException($"A script in the pod {Name} ended with exit code {code}. {errors}".TrimEnd());
        }, silence, cancellationToken);
        // A name of ours has no slash and no dots: the run may have made others.
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))];
    }

    private async Task<T> RetryAsync<T>(Func<Task<T>> ask, PodSilence silence, CancellationToken cancellationToken)
    {
        silence.Begin();
        for (var attempts = 0; ; attempts++)
        {
            try
            {
                return await ask();
            }
            catch (PodConnectionException broken)
            {
                await DemandAliveAsync(broken, silence, cancellationToken);
                await RunPod.PauseAsync(attempts, time, cancellationToken);
            }
        }
    }
}
