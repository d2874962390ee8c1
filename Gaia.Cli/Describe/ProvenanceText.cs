using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Cli.Describe;

/// <summary>YAML in which every value carries the file and line that gave it, as a comment in one column.</summary>
internal static class ProvenanceText
{
    public static void Write(CliContext context, MapNode answer)
    {
        var lines = new List<(string Text, SourceMark Mark)>();
        Map(lines, answer, "");
        var column = Math.Min(60, lines.Max(line => line.Text.Length));
        foreach (var (text, mark) in lines)
            context.Out.WriteLine(mark.File is null ? text : $"{text.PadRight(column)}  # {mark.File}:{mark.Line}");
    }

    private static void Map(List<(string, SourceMark)> lines, MapNode map, string indent)
    {
        foreach (var (key, value) in map.SortedNaturally()) Entry(lines, $"{indent}{YamlScalar.Inline(key)}:", value, indent);
    }

    private static void Entry(List<(string, SourceMark)> lines, string head, Node value, string indent)
    {
        switch (value)
        {
            case MapNode { Count: > 0 } map:
                lines.Add((head, default));
                Map(lines, map, indent + "  ");
                break;
            case ListNode { Count: > 0 } list:
                lines.Add((head, default));
                foreach (var item in list) Entry(lines, indent + "  -", item, indent + "  ");
                break;
            default:
                var text = NodeYaml.Write(value).TrimEnd('\n').Split('\n');
                lines.Add(($"{head} {text[0]}", value.Mark));
                lines.AddRange(text.Skip(1).Select(line => (indent + "  " + line.TrimStart(), default(SourceMark))));
                break;
        }
    }
}
