using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>
/// Removes what writes left behind whose process was killed: in the blob store, and here <c>uploads/*.part</c> and
/// <c>configurations/*.tmp</c>.
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
        var uploads = options.Value.DataPath("uploads");
        if (Directory.Exists(uploads))
            foreach (var file in Directory.EnumerateFiles(uploads, "*.part"))
                if (IsLeft(File.GetLastWriteTimeUtc(file))) File.Delete(file);
        var unpacked = options.Value.DataPath("configurations");
        if (!Directory.Exists(unpacked)) return;
        foreach (var folder in Directory.EnumerateDirectories(unpacked, "*.tmp"))
            if (IsLeft(Directory.GetLastWriteTimeUtc(folder))) Directory.Delete(folder, recursive: true);
    }

    private bool IsLeft(DateTime written) => time.GetUtcNow().UtcDateTime - written > DirectoryBlobStore.Rest;

    [LoggerMessage(EventName = "configurations.sweep-skipped", Level = LogLevel.Warning, Message = "Unfinished writes were not removed this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
