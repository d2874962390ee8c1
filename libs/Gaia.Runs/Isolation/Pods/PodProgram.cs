using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// A program in a run's pod, detached from us: it writes to files there, which are followed into the files that the worker reads. A connection
/// that breaks is made again and goes on from where it was.
/// </summary>
internal sealed class PodProgram(RunPod pod, PodCall call, RunPodsOptions options, TimeProvider time) : IRunningProgram
{
    private const int Interrupted = 130, Killed = 137;
    private readonly string folder = pod.NextFolder(call.Name);
    private readonly TaskCompletionSource<int> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource unbegun = new(), over = new();
    private readonly Lock stopping = new();
    private bool asked, begun, interrupted, killed;
    private long read, readErrors;

    public Task<int> Ended => ended.Task;

    public string? Trace => null;

    public bool Waits => true;

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
            else _ = Task.Run(() => AskAsync(RunPodScripts.Interrupt(folder)));
            return true;
        }
    }

    public void Kill()
    {
        lock (stopping)
        {
            if (killed) return;
            killed = true;
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
            await pod.PutAsync(folder, call, unbegun.Token);
            lock (stopping)
            {
                unbegun.Token.ThrowIfCancellationRequested();
                if (call.MayStart?.Invoke() == false) throw new ProgramNotStartedException();
                begun = true;
            }
            await pod.StartAsync(folder, over.Token);
            var code = await FollowAsync();
            if (call.LeavesFiles) await pod.FetchAsync(folder, failed: code != 0, over.Token);
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
            if (begun) await KillAsync();
            ended.TrySetException(fault);
        }
    }

    private async Task<int> FollowAsync()
    {
        await using FileStream output = Append(call.OutputFile), errors = Append(call.ErrorFile);
        var heard = time.GetTimestamp();
        for (var attempts = 0; ; attempts++)
        {
            var frames = new PodFrames(bytes => Take(bytes, output, ref read), bytes => Take(bytes, errors, ref readErrors));
            var before = read + readErrors;
            try
            {
                await pod.FollowAsync(folder, read, readErrors, frames, over.Token);
                return frames.Exit is { Code: Killed, OutOfMemory: true } && !killed ? throw OutOfMemory() : frames.Exit!.Value.Code;
            }
            catch (PodConnectionException broken)
            {
                if (read + readErrors > before) (heard, attempts) = (time.GetTimestamp(), 0);
                await pod.DemandAliveAsync(broken, heard, patient: !killed, over.Token);
            }
            catch (InvalidDataException nonsense)
            {
                throw new RunFailure(nonsense.Message, "Something in the run's pod changes what Gaia reads there. Look at what the configuration executes.");
            }
            await pod.PauseAsync(attempts, over.Token);
        }
    }

    private void Take(ReadOnlySpan<byte> bytes, FileStream file, ref long total)
    {
        if (read + readErrors + bytes.Length > options.MaxOutputBytes)
            throw new RunFailure($"{call.Name} wrote more than {options.MaxOutputBytes} bytes (Gaia__RunPods__MaxOutputBytes) and was ended.");
        file.Write(bytes);
        file.Flush();
        total += bytes.Length;
    }

    private RunFailure OutOfMemory() => new($"terraform {call.Name} was ended by the kernel: it, or a provider, needed more memory than the pod's limit, {options.MemoryLimit}.",
        "Raise Gaia__RunPods__MemoryLimit of the worker, or make the component smaller.", Killed);

    private static FileStream Append(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);

    private async Task KillAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        if (!await AskAsync(RunPodScripts.Kill(folder), limit.Token)) await pod.KillAsync();
    }

    private Task<bool> AskAsync(string[] script) => AskAsync(script, over.Token);

    /// <returns>False where the pod did not do it.</returns>
    private async Task<bool> AskAsync(string[] script, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempts = 0; !ended.Task.IsCompleted; attempts++)
            {
                if ((await pod.AskAsync(script, null, static _ => { }, cancellationToken)).Code == 0) return true;
                await pod.PauseAsync(attempts, cancellationToken);
            }
            return true;
        }
        catch (Exception fault) when (fault is RunFailure or OperationCanceledException)
        {
            return false;
        }
    }
}
