using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;

namespace Gaia.Runs.Terraform;

/// <summary>One call of terraform.</summary>
/// <param name="Name">Of the log files: <c>plan</c> gives plan.out and plan.err in the workdir's log folder.</param>
internal sealed record TerraformCall(
    string Name, string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment, TimeSpan Timeout)
{
    /// <summary>Asked right before it starts, and where it has been set up and waits to begin, right before that.</summary>
    public Func<bool>? MayStart { get; init; }
}

/// <param name="Stopped">It was interrupted, for whatever reason, before it ended by itself.</param>
/// <param name="Standstill">For that reason.</param>
internal sealed record TerraformExit(int Code, bool Stopped, bool TimedOut, bool Killed, Standstill? Standstill = null);

/// <summary>When to end terraform early.</summary>
/// <param name="Interrupt">Ask it: one SIGINT.</param>
/// <param name="Kill">Do not wait for it.</param>
internal sealed record TerraformStop(CancellationToken Interrupt, CancellationToken Kill);

/// <summary>
/// Runs terraform so that neither our death nor our haste costs state. It leads its own process group (setsid), so that a
/// signal to us or our terminal does not reach its providers. Its output goes to files that we tail: a pipe would break
/// with us and end an apply by SIGPIPE. When we die it goes on, and the next worker interrupts it (Leftovers). Not the kernel:
/// a parent-death signal comes once for every thread of ours that ends, and terraform takes a second SIGINT as an order
/// to end without saving. To stop it, one SIGINT goes to its own pid, which in a sandbox is not
/// that of the process we start; after a long grace the whole group is killed. TERM
/// is never sent: it kills providers in the middle of what they create.
/// </summary>
internal sealed class TerraformProcess(RunsOptions options, RunIsolation isolation, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <returns>Null where it did not start, because it may not.</returns>
    /// <param name="output">Null leaves the output in its file.</param>
    /// <param name="ready">Used where it fits, ended where it does not.</param>
    public async Task<TerraformExit?> RunAsync(
        TerraformCall call, WorkDirectory work, Action<string>? output, Action<string> errors, TerraformStop stop, ReadySandbox? ready = null)
    {
        var spawned = new SpawnedCall(call.Program, call.Arguments, call.Folder, call.Environment, work.Log($"{call.Name}.out"), work.Log($"{call.Name}.err")) { MayStart = call.MayStart };
        var executor = isolation.Of(work);
        if (ready is not null && (executor.Kind is not RunIsolationKind.Bubblewrap || !ready.Fits(spawned))) ready = await EndAsync(ready);
        if (call.MayStart?.Invoke() == false)
        {
            if (ready is not null) await EndAsync(ready);
            return null;
        }
        // What an earlier try said is in the events.
        File.Delete(spawned.OutputFile);
        File.Delete(spawned.ErrorFile);
        var process = executor.Start(spawned, work, ready);
        FileTail? outputTail = null, errorTail = null;
        try
        {
            outputTail = output is null ? null : new FileTail(spawned.OutputFile, output);
            errorTail = new FileTail(spawned.ErrorFile, errors);
            // Where that cannot be written (a full disk), nobody could find it later: it ends before it has begun.
            work.RememberProcess(process);
            // We may have stood still since it was asked. What does not wait has begun, and is ended as what runs is.
            if (process.Waits && call.MayStart?.Invoke() == false) return null;
            // Watched before it has its script: one that never reads it is killed, too.
            var ending = EndAsync(process, call.Timeout, stop);
            process.Begin();
            while (!ending.IsCompleted)
            {
                outputTail?.Advance();
                errorTail.Advance();
                await Task.WhenAny(ending, Task.Delay(PollInterval, time));
            }
            return await ending;
        }
        catch (ProgramNotStartedException)
        {
            return null;
        }
        finally
        {
            // Providers that outlived terraform hold nothing we want; the group is ours alone.
            await process.EndAsync(time);
            ForeignLinks.Remove(work);
            work.ForgetProcess();
            outputTail?.Finish();
            errorTail?.Finish();
            outputTail?.Dispose();
            errorTail?.Dispose();
        }
    }

    private async Task<ReadySandbox?> EndAsync(ReadySandbox ready)
    {
        await new EnclosedProcess(ready).EndAsync(time);
        return null;
    }

    private async Task<TerraformExit> EndAsync(IRunningProgram process, TimeSpan timeout, TerraformStop stop)
    {
        using CancellationTokenSource limit = new(timeout, time), over = new(), still = new();
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(stop.Interrupt, stop.Kill, limit.Token, still.Token);
        var standing = StandstillAsync(process, still, over.Token);
        await EndsAsync(process.Ended, wanted.Token);
        await over.CancelAsync();
        if (process.Ended.IsCompleted) return new TerraformExit(await process.Ended, false, false, false);

        var why = await standing;
        var timedOut = why is null && !stop.Interrupt.IsCancellationRequested && !stop.Kill.IsCancellationRequested;
        using var grace = new CancellationTokenSource(why is Standstill.Ended ? TimeSpan.Zero : options.InterruptGrace, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Kill, grace.Token);
        await InterruptAsync(process, patience.Token);
        if (await EndsAsync(process.Ended, patience.Token)) return new TerraformExit(await process.Ended, true, timedOut, false, why);

        process.Kill();
        return new TerraformExit(await process.Ended, true, timedOut, true, why);
    }

    /// <summary>Cancels <paramref name="still"/> when it has stood still for too long, and says why it did.</summary>
    private async Task<Standstill?> StandstillAsync(IRunningProgram process, CancellationTokenSource still, CancellationToken over)
    {
        var (limit, since) = (options.StandstillLimit, (long?)null);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(limit / 4, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested || Standing(process) is not { } standstill) since = null;
            else if (time.GetElapsedTime(since ??= time.GetTimestamp()) >= limit)
            {
                await still.CancelAsync();
                return standstill;
            }
        }
        return null;
    }

    /// <summary>What cannot be asked just now (no descriptor is free) is asked again: the watch goes on.</summary>
    private static Standstill? Standing(IRunningProgram process)
    {
        try
        {
            return process.Standstill;
        }
        catch (Exception passing) when (passing is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private async Task InterruptAsync(IRunningProgram process, CancellationToken unless)
    {
        while (!unless.IsCancellationRequested && !process.Ended.IsCompleted && !process.TryInterrupt())
            await Task.Delay(PollInterval, time, unless).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<bool> EndsAsync(Task exit, CancellationToken unless)
    {
        await exit.WaitAsync(unless).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exit.IsCompleted;
    }
}
