using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>Offsets to lines and columns, looked up in order of log n: a big file has many nodes.</summary>
internal sealed class HclLines
{
    private readonly List<int> starts = [0];
    private readonly string? file;

    public HclLines(string source, string? file)
    {
        this.file = file;
        for (var i = 0; i < source.Length; i++)
            if (source[i] == '\n')
                starts.Add(i + 1);
    }

    public SourceMark Mark(int offset)
    {
        var line = starts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new SourceMark(file, line + 1, offset - starts[line] + 1);
    }
}
