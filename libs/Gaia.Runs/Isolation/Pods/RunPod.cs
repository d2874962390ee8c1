using System.Globalization;
using Gaia.Runs.Terraform;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// The pod of one attempt, from its Job's creation until both are gone. Programs run in it one after the other. Its work folder lies where the
/// attempt's workdir lies on the worker, so that arguments and environment hold in both.
/// </summary>
internal sealed class RunPod : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2), CleanUp = TimeSpan.FromSeconds(20);
    private readonly PodCluster cluster;
    private readonly RunsOptions options;
    private readonly RunAttempt attempt;
    private readonly WorkDirectory work;
    private readonly TimeProvider time;
    private readonly PodFiles files;
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Task<PodTransfer> starting;
    private V1Job? job;
    private int programs;
    private volatile RunFailure? lost;
    private volatile bool isKept;

    /// <summary>Asks for it at once; nobody waits yet.</summary>
    public RunPod(PodCluster cluster, RunsOptions options, RunAttempt attempt, WorkDirectory work, TimeProvider time)
    {
        (this.cluster, this.options, this.attempt, this.work, this.time) = (cluster, options, attempt, work, time);
        files = new(work);
        starting = Task.Run(StartAsync);
    }

    public static string Control(string root) => Path.Combine(root, "pod");

    /// <summary>A folder of the pod for one more program.</summary>
    public string NextFolder(string name) => Path.Combine(Control(work.Root), string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref programs):000}-{name}"));

    /// <summary>Until it runs.</summary>
    /// <exception cref="RunFailure">It does not.</exception>
    public Task ReadyAsync(CancellationToken cancellationToken) => starting.WaitAsync(cancellationToken);

    /// <summary>Sends what changed here, and the program.</summary>
    public async Task PutAsync(string folder, PodCall call, PodSilence silence, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var tar = files.Pack(folder, call, out var done);
            var (code, errors) = await AskAsync(RunPodScripts.Put(work.Root, tar.Length), tar, silence, cancellationToken);
            if (code != 0) throw Failed($"could not take the run's files: {errors}");
            done();
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task StartAsync(string folder, PodSilence silence, CancellationToken cancellationToken)
    {
        var (code, errors) = await AskAsync(RunPodScripts.Start(folder), null, silence, cancellationToken);
        if (code != 0) throw Failed($"does not start a program: {errors}");
    }

    /// <summary>One connection's worth of what the program writes.</summary>
    /// <exception cref="PodConnectionException">It broke.</exception>
    public async Task FollowAsync(string folder, long output, long errors, PodFrames frames, PodSilence silence, CancellationToken cancellationToken)
    {
        var (code, words) = await (await starting).ExecAsync(RunPodScripts.Follow(folder, output, errors), null, frames.Add, silence, cancellationToken);
        if (frames.Exit is null) throw new PodConnectionException($"The program's output ended with {code}. {words}".TrimEnd());
    }

    /// <summary>After a connection broke while a program was followed: whether it makes sense to try again.</summary>
    /// <exception cref="RunFailure">It does not.</exception>
    public Task DemandAliveAsync(PodConnectionException broken, PodSilence silence, CancellationToken cancellationToken) => MindAsync(async pod =>
    {
        await pod.DemandAliveAsync(broken, silence, cancellationToken);
        return true;
    });

    /// <summary>Takes the files back that the program left.</summary>
    public Task FetchAsync(string folder, PodSilence silence, CancellationToken cancellationToken) => MindAsync(pod => InTurnAsync(
        () => pod.TakeAsync(RunPodScripts.Fetch(work.Root, folder), work, files, options.RunPods.MaxResultBytes, "Gaia__RunPods__MaxResultBytes", silence, cancellationToken), cancellationToken));

    /// <summary>Takes what an apply could save nowhere else.</summary>
    /// <exception cref="KeptPodException">Only the pod has it.</exception>
    public async Task FetchErroredAsync(string folder, PodSilence silence, CancellationToken cancellationToken)
    {
        var pod = await starting;
        try
        {
            await InTurnAsync(() => pod.TakeErroredAsync(work.Root, folder, work, files, silence, cancellationToken), cancellationToken);
        }
        catch (PodEndedException ended)
        {
            throw lost = new RunFailure(ended.Message, Advice);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw Keep(pod, fault);
        }
    }

    /// <summary>An apply that cannot be followed any more is interrupted and has its time to save its state.</summary>
    /// <exception cref="KeptPodException">It was not reached.</exception>
    public async Task InterruptAsync(PodSilence silence, CancellationToken cancellationToken)
    {
        if (lost is { } known) throw known;
        var pod = await starting;
        try
        {
            await pod.InterruptAsync(work.Root, options.InterruptGrace, silence, cancellationToken);
        }
        catch (PodEndedException ended)
        {
            throw lost = new RunFailure(ended.Message, Advice);
        }
        catch (PodConnectionException away)
        {
            throw Keep(pod, away);
        }
    }

    // It stays when this attempt is over.
    private KeptPodException Keep(PodTransfer pod, Exception fault)
    {
        isKept = true;
        return new($"errored.tfstate, if the apply left one, could not be taken from the pod {pod.Name} in namespace {cluster.Namespace}: {fault.Message}", fault);
    }

    /// <summary>Runs a script beside a program that is followed: whoever follows it decides about the pod.</summary>
    /// <returns>Its exit code; null if the pod did not answer.</returns>
    public async Task<int?> TryAskAsync(string[] script, CancellationToken cancellationToken)
    {
        var pod = await starting;
        try
        {
            return (await pod.AskAsync(script, null, static _ => { }, new PodSilence(options.RunPods.LostLimit, time), cancellationToken)).Code;
        }
        catch (Exception away) when (away is PodEndedException or PodConnectionException)
        {
            return null;
        }
    }

    private Task<(int Code, string Errors)> AskAsync(string[] script, Stream? input, PodSilence silence, CancellationToken cancellationToken) =>
        MindAsync(pod => pod.AskAsync(script, input, static _ => { }, silence, cancellationToken));

    /// <summary>A word of Gaia's own in the run's log.</summary>
    public void Say(string text) => attempt.Say(text);

    private async Task<bool> InTurnAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await act();
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<T> MindAsync<T>(Func<PodTransfer, Task<T>> act)
    {
        if (lost is { } known) throw known;
        var pod = await starting;
        try
        {
            return await act(pod);
        }
        catch (PodEndedException ended)
        {
            throw lost = new RunFailure(ended.Message, Advice);
        }
        catch (PodConnectionException broken)
        {
            var gone = await TryEndAsync();
            throw lost = new RunFailure($"The pod {pod.Name} on node {pod.Node} has not been reached for {options.RunPods.LostLimit}: {broken.Message} "
                + (gone ? "It was ended." : "It may still be running: make sure that the node is off before you apply again."), Advice);
        }
    }

    public static Task PauseAsync(int attempts, TimeProvider time, CancellationToken cancellationToken) => Task.Delay(Pause(attempts), time, cancellationToken);

    private static TimeSpan Pause(int attempts) => FirstPause * (1 << Math.Min(attempts, 6)) is var pause && pause < LongestPause ? pause : LongestPause;

    private string Advice => attempt.Applies
        ? "What terraform did until then is in its state as far as it could write it. Plan again; what exists and is not in the state can be taken over with import blocks."
        : "Nothing was changed. Queue a new run.";

    /// <summary>Ends it without asking its programs, and waits for that a while.</summary>
    private async Task<bool> TryEndAsync()
    {
        if (job is null || isKept) return job is null;
        using var limit = new CancellationTokenSource(options.InterruptGrace, time);
        try
        {
            await cluster.DeleteAsync(job, grace: null, limit.Token);
            for (var attempts = 0; (await cluster.PodsOfAsync(job, limit.Token)).Count > 0; attempts++) await PauseAsync(attempts, time, limit.Token);
            return true;
        }
        catch (Exception fault) when (fault is PodConnectionException or ClusterRefusedException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A program does not end by a kill, or the kill does not reach it: the pod goes at once.</summary>
    public async Task KillAsync()
    {
        using var limit = new CancellationTokenSource(CleanUp, time);
        try
        {
            if (job is not null && !isKept) await cluster.DeleteAsync(job, grace: 1, limit.Token);
        }
        catch (Exception fault) when (fault is PodConnectionException or ClusterRefusedException or OperationCanceledException)
        {
            // Who follows the program sees that it still runs, or says that it cannot be seen.
        }
    }

    private async Task<PodTransfer> StartAsync()
    {
        var since = time.GetTimestamp();
        var words = "the Kubernetes API has not answered";
        for (var attempts = 0; ; attempts++)
        {
            try
            {
                job ??= await cluster.CreateAsync(RunPodManifest.Of(attempt, work.Root, options), tryOnly: false, closing.Token);
                var pods = await cluster.PodsOfAsync(job, closing.Token);
                if (pods.FirstOrDefault(IsRunning) is { } ready)
                {
                    attempt.Say($"It runs in pod {ready.Metadata.Name} on node {ready.Spec.NodeName}, namespace {cluster.Namespace}.");
                    return new(cluster, ready, options, time);
                }
                (words, var hopeless) = await WaitingAsync(pods.FirstOrDefault(), time.GetElapsedTime(since));
                if (hopeless) throw NoPod(words);
            }
            catch (PodConnectionException away)
            {
                words = away.Message;
            }
            catch (ClusterRefusedException refused)
            {
                throw NoPod(refused.Message);
            }
            if (time.GetElapsedTime(since) > options.RunPods.StartLimit) throw NoPod($"after {options.RunPods.StartLimit} (Gaia__RunPods__StartLimit) {words}");
            await PauseAsync(attempts, time, closing.Token);
        }
    }

    // Events are many; they are asked for only when it takes long.
    private async Task<(string Words, bool Hopeless)> WaitingAsync(V1Pod? pod, TimeSpan waited)
    {
        var now = await cluster.FindJobAsync(job!.Metadata.Name, closing.Token);
        if (now?.Metadata.Uid != job.Metadata.Uid) now = null;
        var events = waited < LongestPause && pod is null ? [] : (await cluster.EventsAsync(job.Metadata.Uid, closing.Token)).ToList();
        if (pod is not null && waited > LongestPause) events = [.. events, .. await cluster.EventsAsync(pod.Metadata.Uid, closing.Token)];
        return PodTrouble.Waiting(now, pod, events);
    }

    private static bool IsRunning(V1Pod pod) => pod is { Status.Phase: "Running", Metadata.DeletionTimestamp: null } && pod.Status.ContainerStatuses?.Any(status => status.State?.Running is not null) == true;

    private RunFailure NoPod(string why) => new($"The run got no pod in namespace {cluster.Namespace}: {why.TrimEnd('.')}.",
        "Nothing was changed. docs/kubernetes-runs.md says what the namespace needs; then queue a new run.");

    private RunFailure Failed(string what) => new($"The run's pod {RunPodManifest.Name(attempt)} {what}", attempt.Applies ? Advice : null);

    /// <summary>The attempt is over: Job and pod go, unless they have what is nowhere else. What cannot be reached now is swept later.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = starting.Exception; // its words are with whoever waited for it
        await KillAsync();
        closing.Dispose();
    }
}
