using System.Buffers;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>
/// Reads the YAML that manifests are made of, many times faster than the whole parser: block maps and lists, scalars on
/// one line, literal blocks, flow maps and lists on one line, comments and the tags of functions. It gives the same
/// nodes and marks, and gives up on all else, mistakes included, so that the whole parser stays the only judge.
/// </summary>
internal static class PlainReader
{
    // Tabs, line ends of Windows, control characters and those whose width or meaning readers disagree on.
    private static readonly SearchValues<char> Strange = SearchValues.Create(
        [.. Enumerable.Range(0, 0xa1).Select(code => (char)code).Where(letter => letter is not ('\n' or (>= ' ' and <= '~'))), '\u2028', '\u2029', '\ufeff']);

    // Blocks and flows as deep as they may get here, each block with a list at its key's column.
    private const int Levels = (2 * PlainBlocks.Deepest) + PlainFlow.Deepest;

    /// <returns>Null when the text is more than plain.</returns>
    public static Node? TryRead(string text, YamlOptions options)
    {
        if (text.Length >= options.Limits.Nodes || options.Limits.Depth < Levels || text.AsSpan().ContainsAny(Strange)) return null;
        var cursor = new PlainCursor(text);
        var scalars = new PlainScalars(cursor, options.File);
        var blocks = new PlainBlocks(cursor, scalars, new PlainFlow(cursor, scalars, options), options);
        return cursor.Start() ? blocks.Document() : null;
    }
}
