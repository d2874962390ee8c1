using System.IO.Compression;
using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

internal static class ArchiveUnpacker
{
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
            var rules = limits.Rules;
            using var context = new WithContext(files);
            using var tar = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
            var contents = Unpacker.Tar(tar, context, rules, () => packed.Bytes, cancellationToken);
            Unpacker.DrainTrailer(tar, rules, () => packed.Bytes, cancellationToken);
            // What follows the gzip member counts for the digest too.
            var rest = new byte[16 << 10];
            while (packed.Read(rest) > 0) cancellationToken.ThrowIfCancellationRequested();
            if (packed.Bytes == 0) throw ArchiveErrors.Damaged("it is empty");
            return new(packed.Digest, packed.Bytes, contents.Bytes, contents.Files, context.Read(limits));
        }
        catch (UnpackException e)
        {
            throw ArchiveErrors.Of(e);
        }
        catch (InvalidDataException e)
        {
            throw ArchiveErrors.Damaged("it is not gzip, or was cut or changed on the way", e);
        }
    }

    // Keeps what the archive says of its sender while it passes by.
    private sealed class WithContext(IUnpackedFiles files) : IUnpackedFiles, IDisposable
    {
        private const int MostBytes = 64 << 10;

        private readonly MemoryStream kept = new();

        public ArchiveContext Read(ArchiveLimits limits) =>
            kept.Length is > 0 and <= MostBytes ? ArchiveContextJson.Read(kept.ToArray(), limits) : new();

        public void Directory(string path) => files.Directory(path);

        public Stream Create(string path, bool executable)
        {
            var file = files.Create(path, executable);
            return path == ArchiveContext.FileName ? new Tee(file, kept, MostBytes) : file;
        }

        public void Dispose() => kept.Dispose();
    }

    private sealed class Tee(Stream file, MemoryStream kept, int most) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            file.Write(buffer);
            if (kept.Length <= most) kept.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
