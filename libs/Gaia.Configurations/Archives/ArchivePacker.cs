using System.IO.Compression;
using Gaia.Stacks.Files;

namespace Gaia.Configurations.Archives;

internal sealed class ArchivePacker(ArchiveSource source, ArchiveLimits limits)
{
    public ArchiveSummary Pack(Stream destination, CancellationToken cancellationToken)
    {
        var files = new ArchiveFiles(source, limits).Collect(cancellationToken);
        var bytes = Measure(files);
        using var packed = new MeasuredStream(destination, limits.PackedBytes, () => TooLarge(files, $"more than {ByteSize.Format(limits.PackedBytes)} compressed"));
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriting(gzip))
        {
            tar.Write(ArchiveContext.FileName, new MemoryStream(ArchiveContextJson.Write(source.Context)), executable: false);
            foreach (var (path, full) in files) WriteFile(tar, path, full, cancellationToken);
        }
        return new(packed.Digest, packed.Bytes, bytes, files.Count, source.Context);
    }

    private static void WriteFile(TarWriting tar, string path, string full, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var content = RegularFile.OpenRead(full);
        tar.Write(path, content, IsExecutable(full));
    }

    private static bool IsExecutable(string full) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(full) & UnixFileMode.UserExecute) != 0;

    private long Measure(IReadOnlyDictionary<string, string> files)
    {
        var bytes = files.Values.Sum(full => new FileInfo(full).Length);
        if (bytes > limits.UnpackedBytes) throw TooLarge(files, $"{ByteSize.Format(bytes)}, more than {ByteSize.Format(limits.UnpackedBytes)}");
        return bytes;
    }

    /// <summary>Names what to leave out: the three largest files and the folders that hold the most.</summary>
    private static ArchiveException TooLarge(IReadOnlyDictionary<string, string> files, string size)
    {
        var sizes = files.Select(file => (Path: file.Key, Bytes: new FileInfo(file.Value).Length)).OrderByDescending(file => file.Bytes);
        var largest = sizes.Take(3).Select(file => $"{file.Path} ({ByteSize.Format(file.Bytes)})");
        return new(ArchiveCodes.TooLarge,
            $"The configuration is {size}. Largest: {string.Join(", ", largest)}. "
            + "Leave out what the component does not need by a line in .gitignore or .gaiaignore.");
    }
}
