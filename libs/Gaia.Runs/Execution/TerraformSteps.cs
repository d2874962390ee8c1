using Gaia.Configurations.Blobs;
using Gaia.Runs.Disks;
using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;
using Gaia.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>The calls of terraform that a run is made of. Each says its phase, passes output on, and throws where it fails.</summary>
public sealed class TerraformSteps(RunIsolation isolation, FillProviderCache cache, FindLowDisks disks, IOptions<RunsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan InitTimeout = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMinutes(5);
    private readonly TerraformProcess terraform = new(options.Value, isolation, time);

    /// <summary>Whatever comes before the command itself: init, the workspace.</summary>
    internal async Task PrepareAsync(RunSession session, PreparedComponent component)
    {
        foreach (var step in component.Plan.Steps.Where(step => !step.IsMain))
        {
            if (step.Phase == "init") await InitAsync(session, component, step);
            else if (component.Plan.Workspace != "default") await RunAsync(session, component, step, ShortTimeout);
        }
    }

    /// <summary>The command itself: plan or apply.</summary>
    internal Task RunAsync(RunSession session, PreparedComponent component)
    {
        var step = component.Plan.Steps.Single(step => step.IsMain);
        DemandSpace(step.Phase);
        if (step.Phase == Apply) ReserveState(session, component);
        return RunAsync(session, component, step, step.Phase == Apply ? options.Value.ApplyTimeout : options.Value.PlanTimeout);
    }

    private async Task DemandHeldAsync(RunSession session, TerraformCall call)
    {
        if (call.MayStart is null) return;
        await TransientFaults.RetryAsync(async () =>
        {
            await session.Job.RenewAsync(session.Job.LeaseLost);
            return true;
        }, session.Job, time);
        session.ThrowIfStopped(call.Name);
    }

    private void DemandSpace(string phase)
    {
        if (disks.Execute() is not [var low, ..]) return;
        throw new RunFailure(
            $"Only {low.Free / 1024} KiB are free on the disk of {low.Folder}; terraform {phase} is not begun with less than {low.Needed / 1024} KiB "
                + "(Gaia__MinFreeBytes), because what it makes could not be saved.", FreeSpace);
    }

    private void ReserveState(RunSession session, PreparedComponent component)
    {
        var bytes = options.Value.StateReserveBytes;
        try
        {
            if (!StateReserve.Take(Path.Combine(component.Folder, ErroredState.Name), bytes))
                session.Say("The file system of the worker's data folder cannot reserve room for errored.tfstate.");
        }
        catch (IOException fault) when (FullDisk.Of(fault) is not null)
        {
            throw new RunFailure(
                $"The disk of {options.Value.DataPath("work")} has no {bytes / 1024} KiB to reserve for errored.tfstate (Gaia__StateReserveBytes); terraform apply is "
                    + "not begun, because what it makes could not be saved.", FreeSpace);
        }
    }

    private async Task InitAsync(RunSession session, PreparedComponent component, TerraformStep step)
    {
        if (component.SharedProviders is { } known) ProviderCache.Link(known, session.Work);
        await RunAsync(session, component, step, InitTimeout);
        if (component.SharedProviders is { } shared) cache.Want(component.Program, shared, session.Work);
    }

    /// <returns>The plan as JSON, with its secrets in plain text.</returns>
    internal async Task<byte[]> ShowAsync(RunSession session, PreparedComponent component)
    {
        await RunAsync(session, component, new TerraformStep(["show", "-json", component.Planfile]), ShortTimeout, quiet: true);
        var file = session.Work.Log("show.out");
        var json = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return json;
    }

    /// <summary>The state as its backend has it; null before the first one.</summary>
    internal async Task<byte[]?> PullStateAsync(RunSession session, PreparedComponent component, CancellationToken cancellationToken)
    {
        var (code, output, errors) = await ShortAsync(session, component, ["state", "pull", "-no-color"], cancellationToken);
        if (code != 0) throw new IOException($"terraform state pull: {errors.Trim()}");
        return output.Trim().Length == 0 ? null : System.Text.Encoding.UTF8.GetBytes(output);
    }

    /// <returns>Null where the state was pushed, else why not.</returns>
    internal async Task<string?> PushStateAsync(RunSession session, PreparedComponent component, string file, CancellationToken cancellationToken)
    {
        var (code, _, errors) = await ShortAsync(session, component, ["state", "push", "-no-color", file], cancellationToken);
        return code == 0 ? null : errors.Trim();
    }

    /// <summary>A command of terraform that answers soon, in the component's folder.</summary>
    internal Task<(int Code, string Output, string Errors)> ShortAsync(
        RunSession session, PreparedComponent component, string[] arguments, CancellationToken cancellationToken) =>
        isolation.Of(session.Work).RunAsync(
            new(component.Program, arguments) { Environment = component.Environment, Folder = component.Folder, Limit = ShortTimeout }, session.Work, cancellationToken);

    private async Task RunAsync(RunSession session, PreparedComponent component, TerraformStep step, TimeSpan timeout, bool quiet = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(session, component, step, timeout, quiet);
                return;
            }
            catch (RunFailure failure) when (attempt < step.Retry.Attempts)
            {
                var delay = step.Retry.DelayAfter(attempt, Random.Shared.NextDouble());
                session.Retry();
                session.Say($"terraform {step.Phase} failed; attempt {attempt + 1} of {step.Retry.Attempts} in {delay.TotalSeconds:0.#} s. {failure.Message}");
                await Task.Delay(delay, time, session.Stop.Interrupt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TryAsync(RunSession session, PreparedComponent component, TerraformStep step, TimeSpan timeout, bool quiet)
    {
        var phase = step.Phase;
        session.ThrowIfStopped(phase);
        session.Phase(phase);
        using var activity = RunTelemetry.Phase(session.Run.Id, phase);
        var exit = await CallAsync(session, component, step, timeout, quiet);
        if (exit.TimedOut)
            throw new RunFailure($"terraform {phase} took longer than {timeout} and was interrupted.", "Raise Gaia__PlanTimeout or Gaia__ApplyTimeout, or make the component smaller.", exit.Code);
        if (exit.Standstill is { } standstill) throw StoodStill(phase, standstill, exit);
        // It may have been through just as it was asked to stop: then it is done all the same.
        if (exit.Code == 0) return;
        if (exit.Stopped) throw new RunStoppedException(phase, exit);
        var error = session.FirstError ?? $"terraform {phase} ended with exit code {exit.Code}; its log says why.";
        throw new RunFailure(error, TerraformAdvice.Of(phase, error, session.Run), exit.Code);
    }

    private RunFailure StoodStill(string phase, Standstill standstill, TerraformExit exit) => new(
        $"terraform {phase} {standstill switch
        {
            Standstill.Stopped => "was stopped by a signal",
            Standstill.Traced => "was stopped by a process that traces it",
            Standstill.Ended => "had ended, but its sandbox had not,",
        }} for {options.Value.StandstillLimit} (Gaia__StandstillLimit); it {(exit.Killed ? "was killed" : "was interrupted and has ended")}.",
        "Something that the configuration executes did that, or somebody on the worker's machine. Look at its provisioners and external data sources.", exit.Code);

    private async Task<TerraformExit> CallAsync(RunSession session, PreparedComponent component, TerraformStep step, TimeSpan timeout, bool quiet)
    {
        var call = new TerraformCall(step.Phase, component.Program, step.ForMachines(), component.Folder, step.In(component.Environment), timeout)
        {
            // Another worker may have ended this run while this one stood still: what changes the world begins only where that cannot be.
            MayStart = step.Phase == Apply ? () => session.Job.IsSurelyHeld : null,
        };
        while (true)
        {
            // What waits in its sandbox can still be told not to begin.
            if (call.MayStart is not null) MakeReady(session, component.Program);
            await DemandHeldAsync(session, call);
            var (ready, last) = (session.Ready, step.Phase is Apply or "show");
            session.Ready = null;
            var running = terraform.RunAsync(call, session.Work, quiet ? null : session.Output, session.ErrorOutput, session.Stop, ready);
            if (!last) MakeReady(session, component.Program);
            if (await running is { } exit) return exit;
        }
    }

    /// <summary>Sets up what encloses the next call, while something else goes on: it takes some milliseconds.</summary>
    internal void MakeReady(RunSession session, string program)
    {
        try
        {
            session.Ready ??= isolation.Of(session.Work).Ready(program, session.Work);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it is, a terraform that runs is not left alone for it: then the next call is enclosed in its turn, and what is wrong is said there.
        }
    }

    private const string Apply = "apply";
    private const string FreeSpace = "Nothing was changed. Free space there, or make the disk larger, then queue a new run.";
}
