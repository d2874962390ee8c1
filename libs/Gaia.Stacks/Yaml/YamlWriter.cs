using System.Text;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Yaml;

/// <summary>Nodes to block YAML as go-yaml v3 writes it: two spaces, keys sorted, quotes only where text needs them.</summary>
public static class YamlWriter
{
    private const string Indicators = "#,[]{}&*!|>'\"%@`";

    public static string Write(Node node)
    {
        var text = new StringBuilder();
        if (node is MapNode { Count: > 0 } or ListNode { Count: > 0 }) Block(text, node, 0);
        else text.Append(Scalar(node, 0)).Append('\n');
        return text.ToString();
    }

    private static void Block(StringBuilder text, Node node, int depth)
    {
        var first = true;
        if (node is MapNode map)
            foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                Entry(text, Text(key, 0) + ":", value, depth, ref first);
        else
            foreach (var item in (ListNode)node)
                Entry(text, "-", item, depth, ref first);
    }

    private static void Entry(StringBuilder text, string lead, Node value, int depth, ref bool first)
    {
        if (!first || text.Length == 0 || text[^1] == '\n') text.Append(' ', depth * 2);
        first = false;
        text.Append(lead);
        if (value is MapNode { Count: > 0 } or ListNode { Count: > 0 })
        {
            text.Append(lead == "-" ? ' ' : '\n');
            Block(text, value, depth + 1);
        }
        else
        {
            text.Append(' ').Append(Scalar(value, depth + 1)).Append('\n');
        }
    }

    private static string Scalar(Node node, int depth) => node switch
    {
        MapNode => "{}",
        ListNode => "[]",
        StringNode text => Text(text.Value, depth),
        FloatNode number when double.IsNaN(number.Value) => ".nan",
        FloatNode number when double.IsInfinity(number.Value) => number.Value > 0 ? ".inf" : "-.inf",
        _ => node.ToString()!,
    };

    private static string Text(string value, int depth)
    {
        if (value.Length == 0) return "\"\"";
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '\uffff') && value.AsSpan().ContainsAnyInRange('\0', '\x08')) return Quoted(value);
        if (value.Contains('\n')) return value.Contains('\t') || value.Contains('\r') || depth == 0 ? Quoted(value) : Literal(value, depth);
        if (value.Contains('\t') || value.Contains('\r')) return Quoted(value);
        if (ScalarResolver.Resolve(value, default) is not StringNode { Value: var same } || same != value || IsOldFlag(value)) return Quoted(value);
        return IsPlain(value) ? value : $"'{value.Replace("'", "''")}'";
    }

    private static string Literal(string value, int depth)
    {
        var body = value.TrimEnd('\n');
        var ends = value.Length - body.Length;
        var head = ends switch { 0 => "|-", 1 => "|", _ => "|+" };
        if (body.Length == 0 || body[0] == ' ') head = head.Insert(1, "2");
        var indent = new string(' ', depth * 2);
        var lines = (ends > 1 ? value[..^1] : body).Split('\n').Select(line => line.Length == 0 ? "" : indent + line);
        return head + "\n" + string.Join('\n', lines);
    }

    // YAML 1.1 flags stay text for older readers.
    private static bool IsOldFlag(string value) =>
        value.ToLowerInvariant() is "y" or "n" or "yes" or "no" or "on" or "off" && value.Length <= 3;

    private static bool IsPlain(string text) =>
        text[0] != ' ' && text[^1] != ' ' && !Indicators.Contains(text[0])
        && !(text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        && !text.StartsWith("---", StringComparison.Ordinal) && !text.EndsWith(':')
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                < ' ' => $"\\x{(int)letter:x2}",
                _ => letter.ToString(),
            });
        return text.Append('"').ToString();
    }
}
