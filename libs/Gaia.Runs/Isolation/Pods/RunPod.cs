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
    private readonly Task<V1Pod> starting;
    private V1Job? job;
    private int programs;
    private volatile RunFailure? lost;

    /// <summary>Asks for it at once; nobody waits yet.</summary>
    public RunPod(PodCluster cluster, RunsOptions options, RunAttempt attempt, WorkDirectory work, TimeProvider time)
    {
        (this.cluster, this.options, this.attempt, this.work, this.time) = (cluster, options, attempt, work, time);
        files = new(work, options.RunPods);
        starting = Task.Run(StartAsync);
    }

    public static string Control(string root) => Path.Combine(root, "pod");

    /// <summary>A folder of the pod for one more program.</summary>
    public string NextFolder(string name) => Path.Combine(Control(work.Root), string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref programs):000}-{name}"));

    /// <summary>Until it runs.</summary>
    /// <exception cref="RunFailure">It does not.</exception>
    public Task<V1Pod> ReadyAsync(CancellationToken cancellationToken) => starting.WaitAsync(cancellationToken);

    /// <summary>Sends what changed here, and the program.</summary>
    public async Task PutAsync(string folder, PodCall call, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var tar = files.Pack(folder, call, out var done);
            var (code, errors) = await AskAsync(RunPodScripts.Put(work.Root, tar.Length), tar, static _ => { }, cancellationToken);
            if (code != 0) throw Failed($"could not take the run's files: {errors}");
            done();
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task StartAsync(string folder, CancellationToken cancellationToken)
    {
        var (code, errors) = await AskAsync(RunPodScripts.Start(folder), null, static _ => { }, cancellationToken);
        if (code != 0) throw Failed($"does not start a program: {errors}");
    }

    /// <summary>One connection's worth of what the program writes.</summary>
    /// <exception cref="PodConnectionException">It broke.</exception>
    public async Task FollowAsync(string folder, long output, long errors, PodFrames frames, CancellationToken cancellationToken)
    {
        var pod = await starting;
        var (code, words) = await cluster.Exec.RunAsync(pod.Metadata.Name, RunPodScripts.Follow(folder, output, errors), null, frames.Add, cancellationToken);
        if (frames.Exit is null) throw new PodConnectionException($"The program's output ended with {code}. {words}".TrimEnd());
    }

    /// <summary>Takes the files back that the program left. What is nowhere else comes first and alone: the rest may be too large.</summary>
    public async Task FetchAsync(string folder, bool failed, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (failed && attempt.Applies) await TakeAsync(RunPodScripts.FetchErrored(work.Root, folder), cancellationToken);
            await TakeAsync(RunPodScripts.Fetch(work.Root, folder), cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task TakeAsync(string[] script, CancellationToken cancellationToken)
    {
        var path = $"{work.Fresh()}.tar";
        try
        {
            var limit = options.RunPods.MaxResultBytes + (options.RunPods.MaxResultBytes >> 3) + (1 << 20);
            var (code, errors) = await RetryAsync(async () =>
            {
                await using var tar = new FileStream(path, FileMode.Create, FileAccess.Write);
                return await ExecAsync(script, null, bytes =>
                {
                    if (tar.Length + bytes.Length > limit) throw new RunFailure($"The files that this run's program left are larger than {options.RunPods.MaxResultBytes} bytes (Gaia__RunPods__MaxResultBytes).");
                    tar.Write(bytes);
                }, cancellationToken);
            }, cancellationToken);
            if (code != 0) throw Failed($"does not send its files: {errors}");
            files.Unpack(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs a script of ours, again where the connection broke.</summary>
    /// <exception cref="RunFailure">The pod has ended, or was not reached for too long.</exception>
    public Task<(int Code, string Errors)> AskAsync(string[] script, Stream? input, Action<ReadOnlySpan<byte>> output, CancellationToken cancellationToken) => RetryAsync(() =>
    {
        if (input is not null) input.Position = 0;
        return ExecAsync(script, input, output, cancellationToken);
    }, cancellationToken);

    private async Task<(int Code, string Errors)> ExecAsync(string[] script, Stream? input, Action<ReadOnlySpan<byte>> output, CancellationToken cancellationToken) =>
        await cluster.Exec.RunAsync((await starting).Metadata.Name, script, input, output, cancellationToken);

    private async Task<T> RetryAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        for (var attempts = 0; ; attempts++)
        {
            if (lost is { } known) throw known;
            try
            {
                return await ask();
            }
            catch (PodConnectionException broken)
            {
                await DemandAliveAsync(broken, since, patient: false, cancellationToken);
                await PauseAsync(attempts, cancellationToken);
            }
        }
    }

    public Task PauseAsync(int attempts, CancellationToken cancellationToken) => Task.Delay(Pause(attempts), time, cancellationToken);

    private static TimeSpan Pause(int attempts) => FirstPause * (1 << Math.Min(attempts, 6)) is var pause && pause < LongestPause ? pause : LongestPause;

    /// <summary>After a broken connection: whether it makes sense to try again.</summary>
    /// <param name="since">When the pod answered last.</param>
    /// <exception cref="RunFailure">It does not.</exception>
    /// <param name="patient">While the API server is away the program goes on, and we wait: a time limit of its own ends it.</param>
    public async Task DemandAliveAsync(PodConnectionException broken, long since, bool patient, CancellationToken cancellationToken)
    {
        var pod = await starting;
        var (name, node) = (pod.Metadata.Name, pod.Spec.NodeName);
        try
        {
            if (PodTrouble.Ended(await cluster.FindPodAsync(name, cancellationToken), name, pod.Metadata.Uid) is { } ended) throw lost = new RunFailure(ended, Advice);
        }
        catch (PodConnectionException)
        {
            if (patient) return;
        }
        catch (ClusterRefusedException refused)
        {
            throw lost = new RunFailure($"The worker may no longer look at the run's pod {name}: {refused.Message}", Advice);
        }
        if (time.GetElapsedTime(since) < options.RunPods.LostLimit) return;
        var gone = await TryEndAsync();
        throw lost = new RunFailure($"The pod {name} on node {node} has not been reached for {options.RunPods.LostLimit}: {broken.Message} "
            + (gone ? "It was ended." : "It may still be running: make sure that the node is off before you apply again."), Advice);
    }

    private string Advice => attempt.Applies
        ? "What terraform did until then is in its state as far as it could write it. Plan again; what exists and is not in the state can be taken over with import blocks."
        : "Nothing was changed. Queue a new run.";

    /// <summary>Ends it without asking its programs, and waits for that a while.</summary>
    private async Task<bool> TryEndAsync()
    {
        if (job is null) return true;
        using var limit = new CancellationTokenSource(options.InterruptGrace, time);
        try
        {
            await cluster.DeleteAsync(job, grace: null, limit.Token);
            for (var attempts = 0; (await cluster.PodsOfAsync(job, limit.Token)).Count > 0; attempts++) await PauseAsync(attempts, limit.Token);
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
            if (job is not null) await cluster.DeleteAsync(job, grace: 1, limit.Token);
        }
        catch (Exception fault) when (fault is PodConnectionException or ClusterRefusedException or OperationCanceledException)
        {
            // Who follows the program sees that it still runs, or says that it cannot be seen.
        }
    }

    private async Task<V1Pod> StartAsync()
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
                    return ready;
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
            await PauseAsync(attempts, closing.Token);
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

    /// <summary>The attempt is over: Job and pod go. What cannot be reached now is swept later.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = starting.Exception; // its words are with whoever waited for it
        await KillAsync();
        closing.Dispose();
    }
}
