using System.IO.Compression;
using System.Text;

namespace Gaia.Configurations.Tests.Archives;

/// <summary>Writes the tars that no decent tool would.</summary>
internal sealed class TarBuilder
{
    private readonly MemoryStream tar = new();

    public static TarBuilder New => new();

    public TarBuilder File(string name, string content = "", char type = '0', string mode = "0000644", long? claimedSize = null)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        Header(name, type, mode, claimedSize ?? bytes.Length);
        tar.Write(bytes);
        tar.Write(new byte[(512 - bytes.Length % 512) % 512]);
        return this;
    }

    public TarBuilder Folder(string name) => File(name, type: '5');

    public TarBuilder Zeros(string name, int bytes)
    {
        Header(name, '0', "0000644", bytes);
        tar.Write(new byte[bytes + (512 - bytes % 512) % 512]);
        return this;
    }

    public TarBuilder End()
    {
        tar.Write(new byte[1024]);
        return this;
    }

    public TarBuilder Pax(string key, string value)
    {
        var body = $" {key}={value}\n";
        var length = body.Length + 2;
        while (length != body.Length + length.ToString().Length) length++;
        return File("pax", $"{length}{body}", 'x');
    }

    public Stream GZip(CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            tar.WriteTo(gzip);
            gzip.Write(new byte[1024]);
        }
        packed.Position = 0;
        return packed;
    }

    private void Header(string name, char type, string mode, long size)
    {
        var block = new byte[512];
        Encoding.UTF8.GetBytes(name, block.AsSpan(0, 100));
        Encoding.ASCII.GetBytes(mode + "\0", block.AsSpan(100));
        Encoding.ASCII.GetBytes("0000000\0", block.AsSpan(108));
        Encoding.ASCII.GetBytes("0000000\0", block.AsSpan(116));
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + "\0", block.AsSpan(124));
        Encoding.ASCII.GetBytes("00000000000\0", block.AsSpan(136));
        block[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\000", block.AsSpan(257));
        block.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(block.Sum(b => b), 8).PadLeft(6, '0') + "\0 ", block.AsSpan(148));
        tar.Write(block);
    }
}
