using System.Buffers.Text;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Where the frames of <see cref="RunPodScripts.Follow"/> go. A pod may say anything: what is not a frame is refused.</summary>
/// <param name="output">Bytes of the program's output.</param>
/// <param name="errors">Bytes of its errors.</param>
internal sealed class PodFrames(Action<ReadOnlySpan<byte>> output, Action<ReadOnlySpan<byte>> errors)
{
    private readonly byte[] header = new byte[64];
    private int known;
    private long left;
    private bool isError;

    /// <summary>Null until the program has ended.</summary>
    public (int Code, bool OutOfMemory)? Exit { get; private set; }

    /// <exception cref="InvalidDataException">It is not a frame.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (left > 0)
            {
                var part = bytes[..(int)Math.Min(left, bytes.Length)];
                if (isError) errors(part);
                else output(part);
                left -= part.Length;
                bytes = bytes[part.Length..];
                continue;
            }
            var end = bytes.IndexOf((byte)'\n');
            var piece = end < 0 ? bytes : bytes[..end];
            if (known + piece.Length > header.Length) throw Nonsense();
            piece.CopyTo(header.AsSpan(known));
            known += piece.Length;
            bytes = bytes[(end < 0 ? piece.Length : end + 1)..];
            if (end < 0) return;
            Read(header.AsSpan(0, known));
            known = 0;
        }
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("h"u8)) return;
        if (line.Length < 3 || line[1] != ' ' || !Utf8Parser.TryParse(line[2..], out long number, out var read) || number < 0) throw Nonsense();
        var rest = line[(2 + read)..].Trim((byte)' ');
        switch ((char)line[0])
        {
            case 'o' or 'e' when rest.IsEmpty:
                (isError, left) = (line[0] == (byte)'e', number);
                break;
            case 'x' when number <= 255 && (rest.IsEmpty || rest.SequenceEqual("oom"u8)):
                Exit = ((int)number, !rest.IsEmpty);
                break;
            default:
                throw Nonsense();
        }
    }

    private static InvalidDataException Nonsense() => new("The pod's answer is not what Gaia's own script there says.");
}
