using Gaia.Configurations.Blobs;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// A program in a run's pod, detached from us: it writes to files there, which are followed into the files that the worker reads. A connection
/// that breaks is made again and goes on from where it was.
/// </summary>
internal sealed class PodProgram(RunPod pod, PodCall call, RunsOptions options, TimeProvider time) : IRunningProgram
{
    private const int Interrupted = 130, Killed = 137;
    private readonly string folder = pod.NextFolder(call.Name);
    private readonly TaskCompletionSource<int> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource unbegun = new(), over = new();
    private readonly PodSilence silence = new(options.RunPods.LostLimit, time);
    private readonly Lock stopping = new();
    private volatile bool killed;
    private bool asked, begun, interrupted;
    private long read, readErrors;

    public Task<int> Ended => ended.Task;

    public string? Trace => null;

    public bool Waits => true;

    public Standstill? Standstill => null;

    public void Begin()
    {
        asked = true;
        _ = Task.Run(RunAsync);
    }

    public bool TryInterrupt()
    {
        lock (stopping)
        {
            if (interrupted) return true;
            interrupted = true;
            if (!begun) unbegun.Cancel();
            else _ = Task.Run(() => AskAsync(RunPodScripts.Interrupt(folder), over.Token));
            return true;
        }
    }

    public void Kill()
    {
        lock (stopping)
        {
            if (killed) return;
            killed = true;
            silence.Bound();
            if (!begun) unbegun.Cancel();
            else _ = Task.Run(KillAsync);
        }
    }

    /// <summary>By the time that it has ended nothing of it is left; one that has not is killed.</summary>
    public async Task EndAsync(TimeProvider clock)
    {
        if (!ended.Task.IsCompleted) Kill();
        // Nobody else says that it has ended if it was never asked to begin.
        if (!asked) ended.TrySetResult(Killed);
        await ((Task)ended.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await over.CancelAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            await pod.ReadyAsync(unbegun.Token);
            await pod.PutAsync(folder, call, silence, unbegun.Token);
            lock (stopping)
            {
                unbegun.Token.ThrowIfCancellationRequested();
                if (call.MayStart?.Invoke() == false) throw new ProgramNotStartedException();
                begun = true;
            }
            await pod.StartAsync(folder, silence, over.Token);
            var code = await FollowAsync();
            await FetchAsync(code);
            ended.TrySetResult(code);
        }
        catch (OperationCanceledException) when (unbegun.IsCancellationRequested)
        {
            ended.TrySetResult(Interrupted);
        }
        catch (RunFailure) when (killed)
        {
            ended.TrySetResult(Killed);
        }
        catch (Exception fault)
        {
            // Whatever it is, it is told where the program is waited for, and nothing goes on that nobody follows.
            ended.TrySetException(begun ? await AbandonAsync(fault) : fault);
        }
    }

    private Task FetchAsync(int code) => call.Wanted switch
    {
        PodFilesWanted.Changed => pod.FetchAsync(folder, silence, over.Token),
        PodFilesWanted.ErroredState when code != 0 => pod.FetchErroredAsync(folder, silence, over.Token),
        PodFilesWanted.ErroredState or PodFilesWanted.None => Task.CompletedTask,
    };

    /// <returns>What is to be told.</returns>
    private async Task<Exception> AbandonAsync(Exception fault)
    {
        try
        {
            if (call.Applies && fault is not KeptPodException)
            {
                await pod.InterruptAsync(silence, over.Token);
                await pod.FetchErroredAsync(folder, silence, over.Token);
            }
        }
        catch (KeptPodException kept)
        {
            fault = new KeptPodException($"{fault.Message} {kept.Message}", fault);
        }
        catch (RunFailure)
        {
            // Its pod has ended; nothing of it is left.
        }
        if (fault is not KeptPodException) await KillAsync();
        return fault;
    }

    private async Task<int> FollowAsync()
    {
        await using FileStream output = Create(call.OutputFile), errors = Create(call.ErrorFile);
        silence.Begin();
        for (var (attempts, isFull) = (0, false); ; attempts++)
        {
            var frames = new PodFrames(bytes => Take(bytes, output, ref read), bytes => Take(bytes, errors, ref readErrors));
            var before = read + readErrors;
            try
            {
                await pod.FollowAsync(folder, read, readErrors, frames, silence, over.Token);
                return frames.Exit is { Code: Killed, OutOfMemory: true } && !killed ? throw OutOfMemory() : frames.Exit!.Value.Code;
            }
            catch (PodConnectionException broken)
            {
                if (read + readErrors > before) attempts = 0;
                await pod.DemandAliveAsync(broken, silence, over.Token);
            }
            catch (IOException fault) when (!killed && FullDisk.Of(fault) is not null)
            {
                // The pod has its output until there is room for it here.
                if (!isFull) pod.Say($"The worker has no room for the output of {call.Name}, which goes on: {fault.Message}");
                isFull = true;
            }
            catch (InvalidDataException nonsense)
            {
                throw new RunFailure(nonsense.Message, "Something in the run's pod changes what Gaia reads there. Look at what the configuration executes.");
            }
            await RunPod.PauseAsync(attempts, time, over.Token);
        }
    }

    // At its place: what of a piece was written to a full disk is written again.
    private void Take(ReadOnlySpan<byte> bytes, FileStream file, ref long total)
    {
        var limit = options.RunPods.MaxOutputBytes;
        if (read + readErrors + bytes.Length > limit) throw new RunFailure($"{call.Name} wrote more than {limit} bytes (Gaia__RunPods__MaxOutputBytes) and was ended.");
        RandomAccess.Write(file.SafeFileHandle, bytes, total);
        total += bytes.Length;
    }

    private RunFailure OutOfMemory() => new($"terraform {call.Name} was ended by the kernel: it, or a provider, needed more memory than the pod's limit, {options.RunPods.MemoryLimit}.",
        "Raise Gaia__RunPods__MemoryLimit of the worker, or make the component smaller.", Killed);

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);

    private async Task KillAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        if (!await AskAsync(RunPodScripts.Kill(folder), limit.Token)) await pod.KillAsync();
    }

    /// <returns>False where the pod did not do it.</returns>
    private async Task<bool> AskAsync(string[] script, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempts = 0; !ended.Task.IsCompleted; attempts++)
            {
                if (await pod.TryAskAsync(script, cancellationToken) is not { } code) return false;
                if (code == 0) return true;
                await RunPod.PauseAsync(attempts, time, cancellationToken);
            }
            return true;
        }
        catch (Exception fault) when (fault is RunFailure or OperationCanceledException)
        {
            return false;
        }
    }
}
