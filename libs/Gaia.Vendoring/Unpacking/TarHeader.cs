using System.Text;

namespace Gaia.Vendoring.Unpacking;

/// <summary>One 512-byte header block: name 0-99, mode 100-107, size 124-135, checksum 148-155, type 156, prefix 345-499.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> block = block;

    public char Type => (char)block[156];

    public bool IsUstar => block.Slice(257, 5).SequenceEqual("ustar"u8);

    /// <summary>GNU tar writes "ustar  " and uses the prefix field for other things.</summary>
    private bool HasPrefix => IsUstar && block[262] == 0;

    public string Name
    {
        get
        {
            var name = Text(block[..100]);
            var prefix = HasPrefix ? Text(block.Slice(345, 155)) : "";
            return prefix.Length == 0 ? name : $"{prefix}/{name}";
        }
    }

    public long Mode => Octal(block.Slice(100, 8), "mode");

    public long Size => Octal(block.Slice(124, 12), "size");

    public bool ChecksumHolds
    {
        get
        {
            long sum = 0;
            for (var i = 0; i < 512; i++) sum += i is >= 148 and < 156 ? 32 : block[i];
            return sum == Octal(block.Slice(148, 8), "checksum");
        }
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        try { return Utf8.GetString(end < 0 ? field : field[..end]); }
        catch (DecoderFallbackException e) { throw new UnpackException(UnpackFault.UnsafePath, "holds a name that is not UTF-8", e); }
    }

    private static long Octal(ReadOnlySpan<byte> field, string what)
    {
        long value = 0;
        foreach (var b in field.Trim(" \0"u8))
        {
            if (b is < (byte)'0' or > (byte)'7') throw UnpackException.Damaged($"a tar header has a {what} that is not octal");
            value = checked((value << 3) + (b - '0'));
        }
        return value;
    }
}
