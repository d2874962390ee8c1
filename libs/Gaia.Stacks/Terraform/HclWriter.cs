using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Terraform;

/// <summary>A map as HCL, as Atmos writes it: every map is a block, anything else an attribute; keys sorted.</summary>
internal static class HclWriter
{
    public static string Write(Node node) => node is MapNode map ? Body(map, 0) : Value(node, 0) + "\n";

    private static string Body(MapNode map, int depth)
    {
        var (text, indent) = (new StringBuilder(), new string(' ', depth * 2));
        var run = new List<(string Name, string Value)>();
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (value is not MapNode block)
            {
                run.Add((Name(key), Value(value, depth)));
                continue;
            }

            Flush();
            text.Append(indent).Append(Name(key)).Append(" {\n").Append(Body(block, depth + 1)).Append(indent).Append("}\n");
        }

        Flush();
        return text.ToString();

        // terraform fmt aligns the equals signs of a run of attributes.
        void Flush()
        {
            var width = run.Count == 0 ? 0 : run.Max(attribute => attribute.Name.Length);
            foreach (var (name, value) in run) text.Append(indent).Append(name.PadRight(width)).Append(" = ").Append(value).Append('\n');
            run.Clear();
        }
    }

    private static string Value(Node node, int depth) => node switch
    {
        StringNode text => Text(text.Value),
        MapNode { Count: 0 } => "{}",
        MapNode map => $"{{\n{Body(map, depth + 1)}{new string(' ', depth * 2)}}}",
        ListNode list => $"[{string.Join(", ", list.Select(item => Value(item, depth)))}]",
        _ => node.ToString()!,
    };

    private static string Name(string key) =>
        key.Length > 0 && (char.IsAsciiLetter(key[0]) || key[0] == '_') && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? key
            : Text(key);

    private static string Text(string value) =>
        "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")
            .Replace("${", "$${").Replace("%{", "%%{") + "\"";
}
