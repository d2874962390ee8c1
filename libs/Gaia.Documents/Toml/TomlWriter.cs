using System.Globalization;
using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Documents.Toml;

/// <summary>A map as TOML, laid out as gomplate's library does: plain entries first, then tables, each by name and indented by its depth.</summary>
public static class TomlWriter
{
    public static string Write(MapNode map)
    {
        var text = new StringBuilder();
        Entries(text, map, []);
        return text.ToString();
    }

    private static void Entries(StringBuilder text, MapNode map, string[] path)
    {
        var entries = Present(map).ToList();
        var indent = Indent(path.Length);
        foreach (var (key, value) in entries.Where(entry => entry.Value is not MapNode && !IsTables(entry.Value)))
        {
            text.Append(indent).Append(Key(key)).Append(" = ");
            Inline(text, value);
            text.Append('\n');
        }
        foreach (var (key, value) in entries)
        {
            string[] inner = [.. path, key];
            if (value is MapNode table) Table(text, table, inner, "[", "]", path.Length == 0);
            else if (IsTables(value))
                foreach (var item in (ListNode)value) Table(text, (MapNode)item, inner, "[[", "]]", true);
        }
    }

    private static void Table(StringBuilder text, MapNode table, string[] path, string open, string close, bool apart)
    {
        if (apart && text.Length > 0) text.Append('\n');
        text.Append(Indent(path.Length - 1)).Append(open).AppendJoin('.', path.Select(Key)).Append(close).Append('\n');
        Entries(text, table, path);
    }

    private static void Inline(StringBuilder text, Node value)
    {
        switch (value)
        {
            case ListNode list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    Inline(text, list[i]);
                }
                text.Append(']');
                break;
            case BoolNode truth: text.Append(truth.Value ? "true" : "false"); break;
            case IntNode whole: text.Append(whole.Value.ToString(CultureInfo.InvariantCulture)); break;
            case FloatNode number: text.Append(Number(number.Value)); break;
            case MapNode map:
                text.Append('{');
                var first = true;
                foreach (var (key, entry) in Present(map))
                {
                    text.Append(first ? "" : ", ").Append(Key(key)).Append(" = ");
                    Inline(text, entry);
                    first = false;
                }
                text.Append('}');
                break;
            default: text.Append(Quoted(value.ToString()!)); break;
        }
    }

    private static IEnumerable<KeyValuePair<string, Node>> Present(MapNode map) =>
        map.Where(entry => entry.Value is not NullNode).OrderBy(entry => entry.Key, Utf8Order.Comparer);

    private static bool IsTables(Node value) => value is ListNode { Count: > 0 } list && list.All(item => item is MapNode);

    private static string Indent(int depth) => new(' ', 2 * depth);

    private static string Number(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text.Replace('E', 'e') : text + ".0";
    }

    private static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Quoted(key);

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u007f' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        return text.Append('"').ToString();
    }
}
