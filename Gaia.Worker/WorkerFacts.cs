using System.ComponentModel;
using Gaia.Jobs;
using Gaia.Runs.Disks;
using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Worker;

/// <summary>Tells the registry which terraform, which cloud credentials, which isolation of runs and what trouble with its storage this worker has, and tells again when they change.</summary>
internal sealed partial class WorkerFacts(WorkerIdentity self, TerraformProgram terraform, RunIsolation isolation, HealthCheckService health, TimeProvider time, ILogger<WorkerFacts> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        self.Facts["isolation"] = isolation.IsMissing ? "missing" : $"{isolation.Kind}".ToLowerInvariant();
        if (isolation.Weakness is { } weakness) self.Facts["isolation.weakness"] = weakness;
        while (!stoppingToken.IsCancellationRequested)
        {
            self.Facts["credentials"] = string.Join(',', CredentialSources.Seen());
            try
            {
                await TellStorageAsync(stoppingToken);
                var version = await terraform.VersionAsync(stoppingToken);
                if (version is null && self.Facts.GetValueOrDefault("terraform") != "missing") LogMissing();
                self.Facts["terraform"] = version ?? "missing";
            }
            catch (Exception fault) when (fault is Win32Exception or TimeoutException or IOException)
            {
                LogBroken(fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellStorageAsync(CancellationToken cancellationToken)
    {
        var storage = (await health.CheckHealthAsync(check => check.Name == StorageHealth.Name, cancellationToken)).Entries[StorageHealth.Name];
        Tell(StorageHealth.Name, storage.Status is HealthStatus.Healthy ? null : storage.Description ?? "cannot be checked");
        Tell(StorageHealth.AdviceFact, storage.Data.GetValueOrDefault(StorageHealth.Advice) as string);
    }

    private void Tell(string name, string? fact)
    {
        if (fact is null) self.Facts.TryRemove(name, out _);
        else self.Facts[name] = fact;
    }

    [LoggerMessage(EventName = "worker.no-terraform", Level = LogLevel.Warning,
        Message = "terraform was not found on PATH: runs will fail. Install it (./scripts/dev-setup.sh) or set Gaia__TerraformCommand.")]
    private partial void LogMissing();

    [LoggerMessage(EventName = "worker.broken-terraform", Level = LogLevel.Warning, Message = "terraform does not say its version: {Reason}")]
    private partial void LogBroken(string reason);
}
