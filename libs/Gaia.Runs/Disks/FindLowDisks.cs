using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Disks;

/// <summary>Which disks of the data folder have less room than <c>Gaia__MinFreeBytes</c>: that of itself, and those that are mounted as its <c>work</c> and <c>blobs</c>.</summary>
public sealed class FindLowDisks(IOptions<RunsOptions> options, IOptions<BlobsOptions> blobs)
{
    public IReadOnlyList<LowDisk> Execute()
    {
        var seen = new HashSet<(long Size, long Free)>();
        var low = new List<LowDisk>();
        foreach (var folder in Folders())
        {
            var disk = new DriveInfo(folder);
            // A part on the same disk is that disk again.
            if (!seen.Add((disk.TotalSize, disk.AvailableFreeSpace))) continue;
            if (disk.AvailableFreeSpace is var free && free < options.Value.MinFreeBytes) low.Add(new(folder, free, options.Value.MinFreeBytes));
        }
        return low;
    }

    private IEnumerable<string> Folders()
    {
        var data = options.Value.DataPath();
        string[] parts = string.IsNullOrEmpty(blobs.Value.Bucket) ? ["work", "blobs"] : ["work"];
        return [Existing(data), .. parts.Select(part => Path.Combine(data, part)).Where(Directory.Exists)];
    }

    // Before anything was written there.
    private static string Existing(string folder) =>
        Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } parent ? folder : Existing(parent);
}
