using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>
/// Removes what writes left behind whose process was killed: in the blob store, and here <c>uploads/*.part</c>,
/// <c>configurations/*.tmp</c>, <c>git/*.tmp</c> and all of <c>checkouts</c>.
/// </summary>
internal sealed partial class RemoveUnfinishedWrites(
    IBlobStore blobs, IOptions<ConfigurationsOptions> options, TimeProvider time, ILogger<RemoveUnfinishedWrites> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Sweep();
                await blobs.RemoveUnfinishedAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or BlobStoreException)
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

    private void Sweep()
    {
        foreach (var file in Left("uploads", "*.part", Directory.EnumerateFiles).Concat(Left("checkouts", ".*.index", Directory.EnumerateFiles))
            .Concat(Left("keys", "*.tmp", Directory.EnumerateFiles)).Concat(Left("", "sandbox.bpf.*", Directory.EnumerateFiles)))
            if (IsLeft(File.GetLastWriteTimeUtc(file))) File.Delete(file);
        foreach (var folder in Left("configurations", "*.tmp", Directory.EnumerateDirectories).Concat(Left("git", "*.tmp", Directory.EnumerateDirectories))
            .Concat(Left("checkouts", "*", Directory.EnumerateDirectories)))
            if (IsLeft(Directory.GetLastWriteTimeUtc(folder))) Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<string> Left(string folder, string names, Func<string, string, IEnumerable<string>> enumerate) =>
        Directory.Exists(options.Value.DataPath(folder)) ? enumerate(options.Value.DataPath(folder), names) : [];

    private bool IsLeft(DateTime written) => time.GetUtcNow().UtcDateTime - written > DirectoryBlobStore.Rest;

    [LoggerMessage(EventName = "configurations.sweep-skipped", Level = LogLevel.Warning, Message = "Unfinished writes were not removed this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
