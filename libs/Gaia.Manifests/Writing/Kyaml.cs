using System.Globalization;
using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Writing;

/// <summary>
/// Kubernetes' own dialect of YAML (KEP-5295): braces instead of meaning in the indentation, strings always in quotes, keys only where they need them.
/// Lists of maps are cuddled: `containers: [{` ... `}, {` ... `}]`.
/// </summary>
internal static class Kyaml
{
    public static string Write(Node node)
    {
        var text = new StringBuilder("---\n");
        Value(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void Value(StringBuilder text, Node node, int depth)
    {
        switch (node)
        {
            case MapNode { Count: > 0 } map: Map(text, map, depth); break;
            case MapNode: text.Append("{}"); break;
            case ListNode { Count: > 0 } list when list.All(item => item is MapNode or ListNode): Cuddled(text, list, depth); break;
            case ListNode { Count: > 0 } list: List(text, list, depth); break;
            case ListNode: text.Append("[]"); break;
            case StringNode words: String(text, words.Value, depth + 1); break;
            case IntNode number: text.Append(CultureInfo.InvariantCulture, $"{number.Value}"); break;
            case FloatNode number: text.Append(GoFloat.Yaml(number.Value)); break;
            default: text.Append(node); break;
        }
    }

    private static void Map(StringBuilder text, MapNode map, int depth)
    {
        text.Append("{\n");
        foreach (var (key, value) in map.SortedNaturally())
        {
            Indent(text, depth + 1).Append(Key(key)).Append(": ");
            Value(text, value, depth + 1);
            text.Append(",\n");
        }
        Indent(text, depth).Append('}');
    }

    private static void List(StringBuilder text, ListNode list, int depth)
    {
        text.Append("[\n");
        foreach (var item in list)
        {
            Value(text.Append(' ', 2 * (depth + 1)), item, depth + 1);
            text.Append(",\n");
        }
        Indent(text, depth).Append(']');
    }

    private static void Cuddled(StringBuilder text, ListNode list, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++) Value(i > 0 ? text.Append(", ") : text, list[i], depth);
        text.Append(']');
    }

    private static string Key(string key) => NeedsQuotes(key) ? Quoted(key) : key;

    private static bool NeedsQuotes(string key) => key.Length == 0 || YamlScalar.WouldNotBeAString(key) || key is "t" or "f" or "T" or "F"
        || !char.IsLetterOrDigit(key[0]) && key[0] != '_' || !char.IsLetterOrDigit(key[^1]) && key[^1] != '_'
        || key.Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('_' or '-' or '.' or '/'));

    // "\
    //    first line\n\
    //    second\n\
    //   "
    // The reader drops line ends behind a backslash, and the spaces that follow; one that belongs to the text is escaped.
    private static void String(StringBuilder text, string value, int depth)
    {
        if (!value.Contains('\n'))
        {
            text.Append(Quoted(value));
            return;
        }
        text.Append("\"\\\n");
        var lines = value.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var last = i == lines.Length - 1;
            if (last && lines[i].Length == 0) break;
            Indent(text, depth).Append(lines[i].StartsWith(' ') ? '\\' : ' ').Append(Escaped(lines[i])).Append(last ? "\\\n" : "\\n\\\n");
        }
        Indent(text, depth).Append('"');
    }

    private static string Quoted(string value) => $"\"{Escaped(value)}\"";

    private static string Escaped(string value)
    {
        var text = new StringBuilder();
        foreach (var letter in value) Escape(text, letter);
        return text.ToString();
    }

    private static void Escape(StringBuilder text, char letter)
    {
        switch (letter)
        {
            case '"' or '\\': text.Append('\\').Append(letter); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ' or (>= '\u007f' and <= '\u00a0') or '\u2028' or '\u2029' or '\ufeff': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"); break;
            default: text.Append(letter); break;
        }
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', 2 * depth);
}
