using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>
/// Ends sandboxes that their run needs no more. Where a worker and a process of a sandbox are killed while it is set up, the next one of it waits
/// for a word that nobody is left to say.
/// </summary>
internal sealed partial class EndLeftSandboxes(
    RunStore store, IOptions<RunsOptions> options, TimeProvider time, ILogger<EndLeftSandboxes> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (TransientFaults.IsPassing(fault))
            {
                LogSkipped(fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var sandboxes in SandboxProcesses.Of(options.Value.DataPath("work")).ToList().GroupBy(sandbox => sandbox.Run))
        {
            // Asked after they were seen: a sandbox of the apply that follows is not among them. A run that is not known may be another Gaia's.
            if (await store.FindAsync(sandboxes.Key, cancellationToken) is not { } run || !(run.Status.IsFinished() || run.Status is RunStatus.AwaitingApproval)) continue;
            // Another machine may have ended a run whose terraform is here and saves its state, as long as whoever interrupts one waits for that.
            var ended = run.FinishedAt ?? run.PlannedAt ?? time.GetUtcNow();
            if (time.GetUtcNow() - ended < options.Value.InterruptGrace + Pause && WorkDirectory.Earlier(options.Value, run.Id).Any(work => work.RunningProcess() is not null)) continue;
            foreach (var sandbox in sandboxes)
            {
                sandbox.Kill();
                LogEnded(run.Id, sandbox.Pid);
            }
        }
    }

    [LoggerMessage(EventName = "runs.sandbox-ended", Level = LogLevel.Warning, Message = "Process {Pid} of a sandbox of run {Run}, which needs none any more, was killed.")]
    private partial void LogEnded(RunId run, int pid);

    [LoggerMessage(EventName = "runs.sandbox-sweep-skipped", Level = LogLevel.Warning, Message = "Sandboxes that are left over were not looked for this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
