using System.Globalization;
using System.Text;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Terraform;

/// <summary>JSON with the bytes of Go's encoder: keys sorted, HTML characters escaped, an indent of choice.</summary>
public static class GoJson
{
    public static byte[] Write(Node node, int indent = 2)
    {
        var text = new StringBuilder();
        Write(text, node, indent, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, Node node, int indent, int depth)
    {
        switch (node)
        {
            case MapNode map: Map(text, map, indent, depth); break;
            case ListNode list: List(text, list, indent, depth); break;
            case StringNode value: Text(text, value.Value); break;
            case FloatNode number: text.Append(Number(number.Value)); break;
            default: text.Append(node); break;
        }
    }

    private static void Map(StringBuilder text, MapNode map, int indent, int depth)
    {
        if (map.Count == 0)
        {
            text.Append("{}");
            return;
        }

        var separator = '{';
        // Go sorts by bytes of UTF-8; ordinal UTF-16 differs only beyond the basic plane.
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Line(text.Append(separator), indent, depth + 1);
            Text(text, key);
            text.Append(indent == 0 ? ":" : ": ");
            Write(text, value, indent, depth + 1);
            separator = ',';
        }

        Line(text, indent, depth).Append('}');
    }

    private static void List(StringBuilder text, ListNode list, int indent, int depth)
    {
        if (list.Count == 0)
        {
            text.Append("[]");
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            Line(text.Append(i == 0 ? '[' : ','), indent, depth + 1);
            Write(text, list[i], indent, depth + 1);
        }

        Line(text, indent, depth).Append(']');
    }

    private static StringBuilder Line(StringBuilder text, int indent, int depth) =>
        indent == 0 ? text : text.Append('\n').Append(' ', indent * depth);

    private static void Text(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            switch (letter)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default: text.Append(letter); break;
            }
        }

        text.Append('"');
    }

    // Go: plain digits between 1e-6 and 1e21, exponent outside, and no more digits than it takes to read the value back.
    private static string Number(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new StacksInvalidException("json.number", $"{value} has no place in JSON");
        var size = Math.Abs(value);
        if (size != 0 && (size < 1e-6 || size >= 1e21))
        {
            var written = value.ToString("E16", CultureInfo.InvariantCulture);
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            return shortest.Contains('E') ? shortest.Replace("E+0", "e+").Replace("E-0", "e-").Replace("E", "e") : written;
        }

        var plain = value.ToString("R", CultureInfo.InvariantCulture);
        return plain.Contains('E') ? value.ToString("F99", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.') : plain;
    }
}
