using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>
/// Removes what writes left behind whose process was killed: <c>blobs/**/*.tmp</c>, <c>uploads/*.part</c> and
/// <c>configurations/*.tmp</c>. A write that lives touches its file more often than every <see cref="Rest"/>.
/// </summary>
internal sealed partial class RemoveUnfinishedWrites(
    IOptions<ConfigurationsOptions> options, TimeProvider time, ILogger<RemoveUnfinishedWrites> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Sweep();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                LogSkipped(fault.Message);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Sweep()
    {
        foreach (var file in Files("blobs", "*.tmp", SearchOption.AllDirectories).Concat(Files("uploads", "*.part", SearchOption.TopDirectoryOnly)))
            if (IsLeft(File.GetLastWriteTimeUtc(file))) File.Delete(file);
        var unpacked = options.Value.DataPath("configurations");
        if (!Directory.Exists(unpacked)) return;
        foreach (var folder in Directory.EnumerateDirectories(unpacked, "*.tmp"))
            if (IsLeft(Directory.GetLastWriteTimeUtc(folder))) Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<string> Files(string folder, string pattern, SearchOption depth) =>
        options.Value.DataPath(folder) is var path && Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern, depth) : [];

    private bool IsLeft(DateTime written) => time.GetUtcNow().UtcDateTime - written > Rest;

    [LoggerMessage(EventName = "configurations.sweep-skipped", Level = LogLevel.Warning, Message = "Unfinished writes were not removed this time: {Reason}")]
    private partial void LogSkipped(string reason);
}
