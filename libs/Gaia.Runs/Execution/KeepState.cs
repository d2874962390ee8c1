using Gaia.Configurations.Blobs;
using Gaia.Documents.Json;
using Gaia.Jobs;
using Gaia.Runs.Events;
using Gaia.Runs.Locks;
using Gaia.Runs.Masking;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>
/// Ends an apply: stores the state that terraform left, as a version, together with the run's end. Also after a failure:
/// what was done before it is in that state.
/// </summary>
public sealed partial class KeepState(
    RunSessions sessions, TerraformSteps steps, StateBlobs states, ReadState read, IOptions<RunsOptions> options, ILogger<KeepState> logger)
{
    internal async Task FinishAsync(RunSession session, PreparedComponent component, Func<Run, Run> end, string action)
    {
        var warning = await RescueErroredStateAsync(session, component);
        var (state, missing) = await ReadAsync(session, component);
        if (state is not null) session.Hide(state.Secrets());
        IReadOnlyList<RunOutput> outputs = [.. (state?.Outputs ?? []).Select(output => output with { Value = output.Value is { } value ? session.Mask.Apply(value) : null })];
        List<NewEvent> events = [];
        if (state is not null && await TryWriteAsync(session, () => WriteAsync(session, StatePlace.Of(session.Run), state)) is { } full)
            (state, missing) = (null, $"Gaia could not keep a version of the state: {full} {missing}".TrimEnd());
        if (state is not null) events.Add(NewEvent.Outputs(session.Now, new OutputsChanged(outputs)));
        await sessions.ChangeAsync(session, action, run => run.Status is RunStatus.Applying ? Advised(Masked(end(run), session.Mask), warning ?? missing) : run, events,
            async (connection, transaction, run, cancellationToken) =>
            {
                // FOR SHARE on the lock's row: it cannot be given to another run before this commits.
                if (await LockStore.FenceAsync(connection, transaction, run, cancellationToken) is not { } fence)
                    throw new LeaseLostException(session.Job.Job);
                if (state is null) return;
                await StateStore.KeepAsync(connection, transaction, run, state, fence, session.Now, cancellationToken);
                await RunStore.SaveOutputsAsync(connection, transaction, run.Id, outputs, cancellationToken);
            });
    }

    /// <summary>
    /// Terraform writes errored.tfstate where it could not reach the backend at the end of an apply: the only trace of what
    /// it made. It is pushed, or kept where it can be found.
    /// </summary>
    /// <returns>What to tell the run's owner, or null where there was none.</returns>
    internal async Task<string?> RescueErroredStateAsync(RunSession session, PreparedComponent component)
    {
        if (ErroredState.Find(session.Work, component.Folder, options.Value.MaxStateBytes) is not { } errored) return null;
        var (run, place) = (session.Run, $"{errored.Path} on {Environment.MachineName}");
        if (errored is not { Bytes: { } bytes })
        {
            LogKept(run.Id, errored.Path, errored.Refusal!);
            return $"What the run left as {place} {errored.Refusal}: Gaia has neither read nor pushed it. {Stays}";
        }
        if (bytes.Length == 0)
            return $"Terraform could save its state nowhere: not in the backend, and {place} found no room. What it made since the "
                + "last save is in the log of this run; take it over with import blocks.";
        var unkept = await TryWriteAsync(session, () => states.WriteErroredAsync(run.Id, bytes, CancellationToken.None));
        var refused = await PushAsync(session, component, errored.Path);
        if (refused is null)
        {
            const string pushed = "Terraform could not save its state at first; Gaia pushed it (errored.tfstate) afterwards.";
            return TryMarkPushed(errored.Path) is { } inTheWay ? $"{pushed} It still lies as {place}, since it could not be renamed: {inTheWay}" : pushed;
        }
        LogKept(run.Id, errored.Path, refused);
        return $"Terraform could not save its state. It is kept as {place}"
            + (unkept is null ? $" and in Gaia, where `gaia state errored {run.Id} > errored.tfstate` gets it. " : $", not in Gaia: {unkept.TrimEnd('.')}. {Stays} ")
            + $"When the backend works again: gaia terraform state push {run.Component} \"$PWD/errored.tfstate\" -s {run.Stack}";
    }

    /// <summary>Stores what the pod of an apply left as errored.tfstate. Where in the tree its component lies is not known yet.</summary>
    internal async Task StoreErroredAsync(RunId run, WorkDirectory work, CancellationToken cancellationToken)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        // A configuration may run another terraform, which leaves one of its own earlier.
        foreach (var file in Directory.EnumerateFiles(work.Tree, ErroredState.Name, all).OrderByDescending(File.GetLastWriteTimeUtc))
        {
            if (ErroredState.Find(work, Path.GetDirectoryName(file)!, options.Value.MaxStateBytes) is not { Bytes: { Length: > 0 } bytes }) continue;
            await states.WriteErroredAsync(run, bytes, cancellationToken);
            return;
        }
    }

    /// <summary>Puts what <see cref="StoreErroredAsync"/> stored where terraform would have left it, if it is not there.</summary>
    internal async Task RestoreErroredAsync(RunId run, WorkDirectory work, string folder, CancellationToken cancellationToken)
    {
        if (ErroredState.Find(work, folder, options.Value.MaxStateBytes) is not null) return;
        byte[]? bytes;
        try
        {
            bytes = await states.ReadErroredAsync(run, cancellationToken);
        }
        catch (StateUnreadableException unreadable)
        {
            throw new RunFailure(unreadable.Message);
        }
        if (bytes is null) return;
        await using var file = PrivateFolder.NewFile(Path.Combine(folder, ErroredState.Name));
        await file.WriteAsync(bytes, cancellationToken);
    }

    // What ran there may have made anything of that name: no run stays open for it.
    private static string? TryMarkPushed(string file)
    {
        try
        {
            File.Move(file, file + ".pushed", overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private async Task WriteAsync(RunSession session, StatePlace place, StateFile state)
    {
        await session.RetryAsync(async () =>
        {
            await states.ExpectAsync(place.Key, state, CancellationToken.None);
            return true;
        });
        await states.WriteAsync(place, state, CancellationToken.None);
    }

    private string Stays => $"It stays there for {options.Value.KeepFailedWork.TotalDays:0.#} days: copy it before that.";

    /// <returns>Null where the state was pushed, else why not.</returns>
    private async Task<string?> PushAsync(RunSession session, PreparedComponent component, string file)
    {
        try
        {
            return await steps.PushStateAsync(session, component, file, CancellationToken.None) is { } refused ? session.Mask.Apply(refused) : null;
        }
        catch (Exception fault) when (fault is not (LeaseLostException or OperationCanceledException))
        {
            return session.Mask.Apply(fault.Message);
        }
    }

    /// <returns>Why it was not written; the run has to end all the same, or its state would stay locked.</returns>
    private static async Task<string?> TryWriteAsync(RunSession session, Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (Exception fault) when (fault is not LeaseLostException)
        {
            return session.Mask.Apply(FullDisk.Of(fault) ?? fault.Message);
        }
    }

    private async Task<(StateFile? State, string? Warning)> ReadAsync(RunSession session, PreparedComponent component)
    {
        session.Phase("save");
        try
        {
            var bytes = component.Plan.GaiaKeepsState
                ? await read.ExecuteAsync(session.Run.State, CancellationToken.None)
                : await steps.PullStateAsync(session, component, CancellationToken.None);
            return (bytes is null ? null : StateFile.Parse(bytes), null);
        }
        catch (Exception fault) when (fault is not (LeaseLostException or OperationCanceledException))
        {
            // Whatever it is: the run has to end, or its state would stay locked.
            var reason = session.Mask.Apply(fault is System.Text.Json.JsonException json ? JsonFault.Words(json) : fault.Message);
            LogNoVersion(session.Run.Id, reason);
            return (null, $"Gaia could not read the state to keep a version of it: {reason}");
        }
    }

    // Before the apply nobody knew what it would make.
    private static Run Masked(Run run, SecretMask mask) => run.Error is null ? run : run with { Error = mask.ApplyToLines(run.Error) };

    private static Run Advised(Run run, string? warning) =>
        warning is null ? run : run with { Advice = run.Advice is null ? warning : $"{warning} {run.Advice}" };

    [LoggerMessage(EventName = "runs.errored-state", Level = LogLevel.Error, Message = "Run {Run} left {File}, which could not be pushed: {Reason}")]
    private partial void LogKept(RunId run, string file, string reason);

    [LoggerMessage(EventName = "runs.no-state-version", Level = LogLevel.Error, Message = "The state after run {Run} could not be read: {Reason}")]
    private partial void LogNoVersion(RunId run, string reason);
}
