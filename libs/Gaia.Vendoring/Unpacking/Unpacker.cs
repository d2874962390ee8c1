using System.IO.Compression;
using Gaia.Stacks.Files;

namespace Gaia.Vendoring.Unpacking;

/// <summary>
/// Unpacks archives that nobody vouches for: names that leave the folder, links, devices and bombs are refused or left out,
/// and files and bytes are counted as they come, whatever the headers promise.
/// </summary>
public static class Unpacker
{
    private const int LinkType = 0xA000;
    private const int KindMask = 0xF000;
    private const int UserExecute = 0x40;

    /// <param name="packedBytes">How much of the compressed stream was read so far.</param>
    /// <exception cref="UnpackException">It breaks the rules.</exception>
    public static UnpackedContents Tar(
        Stream tar, IUnpackedFiles files, UnpackRules rules, Func<long> packedBytes, CancellationToken cancellation = default)
    {
        try
        {
            var reading = new TarReading(tar, rules);
            var entries = new UnpackedEntries(files, rules, packedBytes);
            while (reading.Next() is { } entry) entries.Add(entry, reading.Read, cancellation);
            return new UnpackedContents(entries.Files, entries.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw UnpackException.Damaged("it is not gzip, or was cut or changed on the way", e);
        }
        catch (OverflowException e)
        {
            throw UnpackException.Damaged("a tar header has an impossible number", e);
        }
    }

    /// <summary>After tar's end come zeros only: reads them, so that a digest of the stream covers every byte.</summary>
    /// <exception cref="UnpackException">There is more than the rules allow.</exception>
    public static void DrainTrailer(Stream tar, UnpackRules rules, Func<long> packedBytes, CancellationToken cancellation = default)
    {
        var buffer = new byte[16 << 10];
        long trailer = 0;
        while (tar.Read(buffer) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            trailer += read;
            UnpackedEntries.CheckRatio(trailer, packedBytes(), rules);
            if (trailer > rules.Bytes) throw UnpackException.TooLarge(rules.Bytes);
        }
    }

    /// <summary>By the file's name: .zip, .tar, and anything else as .tar.gz.</summary>
    /// <exception cref="UnpackException">It breaks the rules.</exception>
    public static void Unpack(string archive, string folder, UnpackRules rules, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var files = new FilesBelow(folder, overwrite: rules.Lenient);
        using var stream = RegularFile.OpenRead(archive);
        if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) Zip(stream, files, rules, cancellation);
        else if (archive.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)) Tar(stream, files, rules, () => stream.Position, cancellation);
        else
        {
            using var plain = new GZipStream(stream, CompressionMode.Decompress);
            Tar(plain, files, rules, () => stream.Position, cancellation);
        }
    }

    private static void Zip(Stream stream, IUnpackedFiles files, UnpackRules rules, CancellationToken cancellation)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var entries = new UnpackedEntries(files, rules, () => stream.Length);
            foreach (var entry in zip.Entries) Add(entry, entries, rules, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw UnpackException.Damaged(e.Message, e);
        }
    }

    private static void Add(ZipArchiveEntry entry, UnpackedEntries entries, UnpackRules rules, CancellationToken cancellation)
    {
        var mode = entry.ExternalAttributes >> 16;
        var path = SafePath.Check(entry.FullName, rules);
        if ((mode & KindMask) == LinkType)
        {
            if (rules.Lenient) return;
            throw UnpackException.Link(entry.FullName);
        }
        using var content = entry.Open();
        var kind = entry.FullName.EndsWith('/') ? TarEntryKind.Directory : TarEntryKind.File;
        entries.Add(new TarEntry(path, kind, entry.Length, (mode & UserExecute) != 0), content.Read, cancellation);
    }
}

/// <param name="Bytes">Of all files together.</param>
public sealed record UnpackedContents(int Files, long Bytes);
