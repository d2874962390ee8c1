using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

internal static class HclPosition
{
    public static SourceMark Mark(string source, string? file, int offset)
    {
        var before = source.AsSpan(0, Math.Min(offset, source.Length));
        return new SourceMark(file, before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1);
    }

    public static HclException Fail(string source, string? file, int offset, string reason) => new(reason, Mark(source, file, offset));
}
