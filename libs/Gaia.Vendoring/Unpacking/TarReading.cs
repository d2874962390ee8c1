using System.Globalization;
using System.Text;

namespace Gaia.Vendoring.Unpacking;

/// <summary>
/// Reads a tar front to back. Ours and not System.Formats.Tar's, which allocates what a header claims before reading it.
/// Knows ustar, GNU long names and pax paths; everything that is neither a file nor a folder is refused.
/// </summary>
internal sealed class TarReading(Stream tar, UnpackRules rules)
{
    private const int Block = 512;

    /// <summary>Bytes of a pax header or GNU long name; git and tar write a few hundred.</summary>
    private const int MetadataBytes = 64 << 10;

    private readonly byte[] block = new byte[Block];
    private string? longName;
    private long? paxSize;
    private long left;
    private long padding;

    /// <summary>The next file or folder, or null at the end. What the last one held and nobody read is skipped.</summary>
    public TarEntry? Next()
    {
        Skip(left + padding);
        (left, padding) = (0, 0);
        while (ReadBlock())
        {
            var header = new TarHeader(block);
            if (!header.ChecksumHolds) throw UnpackException.Damaged("a tar header has a wrong checksum");
            if (ReadMetadata(header)) continue;
            if (Entry(header) is { } entry) return entry;
            Skip(left + padding);
            (left, padding) = (0, 0);
        }
        return null;
    }

    /// <summary>Bytes of the current file; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        if (left == 0) return 0;
        var read = tar.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        if (read == 0) throw UnpackException.Damaged("it ends in the middle of a file");
        left -= read;
        return read;
    }

    // Null for what is left out.
    private TarEntry? Entry(TarHeader header)
    {
        var path = longName ?? header.Name;
        var size = paxSize ?? header.Size;
        (longName, paxSize) = (null, null);
        TarEntryKind? kind = header.Type switch
        {
            '\0' or '0' or '7' => path.EndsWith('/') ? TarEntryKind.Directory : TarEntryKind.File,
            '5' => TarEntryKind.Directory,
            _ when rules.Lenient => null,
            '1' or '2' => throw UnpackException.Link(path),
            var other => throw UnpackException.Unsupported(path, other),
        };
        if (kind is null && header.Type is >= '1' and <= '6') size = 0; // a header alone, whatever it says
        if (size < 0 || (kind == TarEntryKind.Directory && size != 0)) throw UnpackException.Damaged("a tar header has an impossible size");
        if (size > rules.Bytes) throw UnpackException.TooLarge(rules.Bytes);
        (left, padding) = (size, Padding(size));
        return kind is null ? null : new(SafePath.Check(path, rules), kind.Value, size, (header.Mode & 0b001_000_000) != 0);
    }

    private bool ReadMetadata(TarHeader header)
    {
        switch (header.Type)
        {
            case 'L':
                longName = Encoding.UTF8.GetString(Metadata(header.Size)).TrimEnd('\0');
                return true;
            case 'K': // the long name of a link, which comes next
                Metadata(header.Size);
                return true;
            case 'x':
                ReadPax(Metadata(header.Size));
                return true;
            case 'g': // a comment for all entries, as `git archive` writes it
                Metadata(header.Size);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Records such as <c>"25 path=modules/vpc/a.tf\n"</c>; the number counts the whole record.</summary>
    private void ReadPax(byte[] data)
    {
        var rest = data.AsSpan();
        while (rest.Length > 0)
        {
            var space = rest.IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space + 1 || length > rest.Length)
                throw UnpackException.Damaged("a pax header is malformed");
            var record = Encoding.UTF8.GetString(rest[(space + 1)..(length - 1)]);
            var equals = record.IndexOf('=');
            if (equals < 0) throw UnpackException.Damaged("a pax header is malformed");
            if (record.StartsWith("GNU.sparse", StringComparison.Ordinal)) throw UnpackException.Unsupported(longName ?? "(sparse file)", 'S');
            if (record.StartsWith("path=", StringComparison.Ordinal)) longName = record[5..];
            if (record.StartsWith("size=", StringComparison.Ordinal))
                paxSize = long.TryParse(record.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    ? size : throw UnpackException.Damaged("a pax header has a size that is not a number");
            rest = rest[length..];
        }
    }

    private byte[] Metadata(long size)
    {
        if (size is < 0 or > MetadataBytes) throw UnpackException.Damaged($"a tar header claims {size} bytes of metadata");
        var data = new byte[size];
        if (tar.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length)
            throw UnpackException.Damaged("it ends in the middle of a header");
        Skip(Padding(size));
        return data;
    }

    /// <summary>False at the end: a block of zeros, or no more bytes.</summary>
    private bool ReadBlock()
    {
        var read = tar.ReadAtLeast(block, Block, throwOnEndOfStream: false);
        if (read == 0) return false;
        if (read < Block) throw UnpackException.Damaged("it ends in the middle of a header");
        return block.AsSpan().ContainsAnyExcept((byte)0);
    }

    private void Skip(long bytes)
    {
        Span<byte> scratch = stackalloc byte[Block];
        while (bytes > 0)
        {
            var read = tar.Read(scratch[..(int)Math.Min(Block, bytes)]);
            if (read == 0) throw UnpackException.Damaged("it ends in the middle of a file");
            bytes -= read;
        }
    }

    private static long Padding(long size) => (Block - size % Block) % Block;
}
