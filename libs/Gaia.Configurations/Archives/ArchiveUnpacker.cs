using System.IO.Compression;

namespace Gaia.Configurations.Archives;

internal static class ArchiveUnpacker
{
    private const long RatioFrom = 8L << 20;

    public static ArchiveSummary Unpack(Stream archive, string directory, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new IOException($"Cannot unpack a configuration into {directory}: it is not empty.");
        Directory.CreateDirectory(directory);
        try
        {
            return Read(archive, new FilesBelow(directory), limits, cancellationToken);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public static ArchiveSummary Read(Stream archive, IUnpackedFiles files, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        using var packed = new MeasuredStream(archive, limits.PackedBytes, () => ArchiveErrors.TooLargePacked(limits.PackedBytes));
        try
        {
            using var tar = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
            var contents = new ArchiveContents(new TarReading(tar, limits), files, limits, () => packed.Bytes);
            contents.ReadAll(cancellationToken);
            DrainTrailer(tar, packed, limits, cancellationToken);
            if (packed.Bytes == 0) throw ArchiveErrors.Damaged("it is empty");
            return new(packed.Digest, packed.Bytes, contents.Bytes, contents.Files, contents.Context);
        }
        catch (InvalidDataException e)
        {
            throw ArchiveErrors.Damaged("it is not gzip, or was cut or changed on the way", e);
        }
        catch (OverflowException e)
        {
            throw ArchiveErrors.Damaged("a tar header has an impossible number", e);
        }
    }

    internal static void CheckRatio(long unpacked, long packed, ArchiveLimits limits)
    {
        if (unpacked > RatioFrom && unpacked / Math.Max(packed, 1) > limits.Ratio) throw ArchiveErrors.Bomb(limits.Ratio);
    }

    /// <summary>After tar's end come zeros only; read them, and what follows the gzip member, so that the digest covers every byte.</summary>
    private static void DrainTrailer(Stream tar, MeasuredStream packed, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 << 10];
        long trailer = 0;
        while (tar.Read(buffer) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trailer += read;
            CheckRatio(trailer, packed.Bytes, limits);
            if (trailer > limits.UnpackedBytes) throw ArchiveErrors.TooLargeUnpacked(limits.UnpackedBytes);
        }
        while (packed.Read(buffer) > 0) cancellationToken.ThrowIfCancellationRequested();
    }
}
