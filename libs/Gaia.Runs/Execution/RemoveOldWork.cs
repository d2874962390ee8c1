using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>Removes workdirs of runs that ended elsewhere (discarded, canceled), and of failed ones, or of runs that are no more, after a while; what was given by -var goes at once. First when the worker starts: one that often dies must get to it, too.</summary>
internal sealed partial class RemoveOldWork(
    RunStore store, IOptions<RunsOptions> options, TimeProvider time, ILogger<RemoveOldWork> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // Longer than any probe takes: its worker was killed in it.
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (TransientFaults.IsPassing(fault) || fault is UnauthorizedAccessException)
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
        var folder = options.Value.DataPath("work");
        if (!Directory.Exists(folder)) return;
        foreach (var probe in Directory.EnumerateDirectories(folder, $"{RunIsolation.ProbePrefix}*"))
            if (time.GetUtcNow() - Directory.GetLastWriteTimeUtc(probe) > ProbeLimit) Directory.Delete(probe, recursive: true);
        foreach (var path in Directory.EnumerateDirectories(folder))
            if (Guid.TryParse(Path.GetFileName(path), out var id)) await SweepAsync(path, new RunId(id), cancellationToken);
    }

    private async Task SweepAsync(string folder, RunId id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } run)
        {
            // Its row went first, past its own time.
            if (time.GetUtcNow() - LastWrite(folder) > options.Value.KeepFailedWork) WorkDirectory.RemoveAll(options.Value, id);
            return;
        }
        if (run.FinishedAt is null) return;
        if (IsOld(run)) WorkDirectory.RemoveAll(options.Value, id);
        foreach (var work in WorkDirectory.Earlier(options.Value, id)) work.RemoveSecrets();
    }

    private static DateTime LastWrite(string folder) => Directory.EnumerateDirectories(folder).Append(folder).Max(Directory.GetLastWriteTimeUtc);

    private bool IsOld(Run run) => run.FinishedAt is { } finished && time.GetUtcNow() - finished
        > (run.Status is RunStatus.Failed or RunStatus.Interrupted ? options.Value.KeepFailedWork : TimeSpan.FromMinutes(1));

    [LoggerMessage(EventName = "runs.sweep-skipped", Level = LogLevel.Warning, Message = "Old workdirs were not removed this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
