using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Writing;

/// <summary>Nodes as HCL in the form of `terraform fmt`: keys sorted, equals signs in one column where lines follow each other.</summary>
public static class NodeHcl
{
    /// <summary>`key = value` lines: a .tfvars file or a backend configuration.</summary>
    public static string Attributes(MapNode map, int depth = 0)
    {
        var text = new StringBuilder();
        var pending = new List<(string Key, string Value)>();
        foreach (var (key, node) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var line = (Key(key), Value(node, depth));
            if (!line.Item2.Contains('\n')) pending.Add(line);
            else
            {
                Aligned(text, pending, depth);
                text.Append(' ', depth * 2).Append(line.Item1).Append(" = ").Append(line.Item2).Append('\n');
            }
        }
        Aligned(text, pending, depth);
        return text.ToString();
    }

    /// <summary>terraform { backend "s3" { ... } }</summary>
    public static string Backend(string type, MapNode settings) => $$"""
        terraform {
          backend {{Text(type)}} {
        {{Attributes(settings, depth: 2)}}  }
        }

        """;

    private static void Aligned(StringBuilder text, List<(string Key, string Value)> lines, int depth)
    {
        var width = lines.Count == 0 ? 0 : lines.Max(line => line.Key.Length);
        foreach (var (key, value) in lines) text.Append(' ', depth * 2).Append(key.PadRight(width)).Append(" = ").Append(value).Append('\n');
        lines.Clear();
    }

    private static string Value(Node node, int depth) => node switch
    {
        MapNode { Count: 0 } => "{}",
        MapNode map => $"{{\n{Attributes(map, depth + 1)}{new string(' ', depth * 2)}}}",
        ListNode list => $"[{string.Join(", ", list.Select(item => Value(item, depth)))}]",
        StringNode text => Text(text.Value),
        FloatNode number => GoFloat.Json(number.Value),
        NullNode => "null",
        _ => node.ToString() ?? "null",
    };

    private static string Key(string key) => key.Length > 0 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? key : Text(key);

    // "${" and "%{" would begin a template.
    private static string Text(string value) => new StringBuilder(value.Length + 2).Append('"').Append(value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal)).Append('"').ToString();
}
