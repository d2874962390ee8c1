using System.Text.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Json;

/// <summary>Where the tokens of a document stand. They are asked for in the order of the text, so that each byte is looked at once.</summary>
internal sealed class JsonMarks
{
    private readonly byte[]? bytes;
    private int offset;

    /// <summary>One mark for all.</summary>
    public JsonMarks(SourceMark mark) => Last = mark;

    /// <summary>Lines and columns of their own; names that stand twice are refused.</summary>
    public JsonMarks(byte[] bytes, string file) => (this.bytes, Last) = (bytes, new SourceMark(file, 1, 1));

    public SourceMark Last { get; private set; }

    public SourceMark At(long position)
    {
        if (bytes is null) return Last;
        for (; offset < position && offset < bytes.Length; offset++) Last = Next(Last, bytes[offset]);
        return Last;
    }

    public SourceMark OfFault(JsonException fault)
    {
        var (line, left) = (fault.LineNumber ?? 0, fault.BytePositionInLine ?? 0);
        var mark = new SourceMark(Last.File, 1, 1);
        foreach (var value in bytes!)
        {
            if (mark.Line > line && left-- <= 0) break;
            mark = Next(mark, value);
        }

        return mark;
    }

    public void RefuseTwice(string name, long position)
    {
        if (bytes is not null) throw new DocumentException("json.duplicate-name", $"\"{name}\" stands twice in the same object.", At(position));
    }

    // A byte that continues a character is no column of its own.
    private static SourceMark Next(SourceMark mark, byte value) => value == '\n' ? mark with { Line = mark.Line + 1, Column = 1 }
        : (value & 0xC0) == 0x80 ? mark : mark with { Column = mark.Column + 1 };
}
