using System.Buffers;
using System.Globalization;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Writing;

/// <summary>Nodes as JSON text in the form Go's encoder gives: keys sorted by their bytes, UTF-8 left readable.</summary>
public static class NodeJson
{
    /// <param name="node">What to write.</param>
    /// <param name="indent">Spaces a level; 0 writes one line without spaces.</param>
    /// <param name="escapeHtml">Write &lt;, &gt; and &amp; as \u003c, \u003e and \u0026, as Go and so Atmos do.</param>
    public static string Write(Node node, int indent = 2, bool escapeHtml = true)
    {
        var text = new StringBuilder();
        new Writer(text, indent, escapeHtml, null).Value(node, 0);
        return text.ToString();
    }

    /// <summary>The same, piece by piece: large documents never stand in memory as one text.</summary>
    public static void Write(Node node, TextWriter target, int indent = 2, bool escapeHtml = true)
    {
        var text = new StringBuilder();
        new Writer(text, indent, escapeHtml, target).Value(node, 0);
        target.Write(text);
    }

    private const int Piece = 16 * 1024;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\' or '<' or '>' or '&'))));

    private readonly record struct Writer(StringBuilder Text, int Indent, bool EscapeHtml, TextWriter? Target)
    {
        public void Value(Node node, int depth)
        {
            switch (node)
            {
                case MapNode map: Map(map, depth); break;
                case ListNode list: List(list, depth); break;
                case StringNode text: String(text.Value); break;
                case IntNode number: Text.Append(CultureInfo.InvariantCulture, $"{number.Value}"); break;
                case FloatNode number: Text.Append(GoFloat.Json(number.Value)); break;
                default: Text.Append(node); break;
            }
        }

        private void Map(MapNode map, int depth)
        {
            if (map.Count == 0) { Text.Append("{}"); return; }
            Text.Append('{');
            var first = true;
            var entries = map.BorrowSorted();
            foreach (var (key, value) in entries.AsSpan(0, map.Count))
            {
                if (!first) Text.Append(',');
                first = false;
                Line(depth + 1);
                String(key);
                Text.Append(Indent > 0 ? ": " : ":");
                Value(value, depth + 1);
                if (Target is not null && Text.Length > Piece) Flush(Target);
            }
            NodeOrder.Return(entries);
            Line(depth);
            Text.Append('}');
        }

        private void List(ListNode list, int depth)
        {
            if (list.Count == 0) { Text.Append("[]"); return; }
            Text.Append('[');
            for (var i = 0; i < list.Count; i++)
            {
                if (i > 0) Text.Append(',');
                Line(depth + 1);
                Value(list[i], depth + 1);
            }
            Line(depth);
            Text.Append(']');
        }

        private void Line(int depth)
        {
            if (Indent > 0) Text.Append('\n').Append(' ', depth * Indent);
        }

        private void String(string value)
        {
            Text.Append('"');
            if (!value.AsSpan().ContainsAnyExcept(Plain)) Text.Append(value);
            else foreach (var c in value) Character(c);
            Text.Append('"');
        }

        private void Flush(TextWriter target)
        {
            target.Write(Text);
            Text.Clear();
        }

        private void Character(char c)
        {
            switch (c)
            {
                case '"': Text.Append("\\\""); break;
                case '\\': Text.Append("\\\\"); break;
                case '\n': Text.Append("\\n"); break;
                case '\r': Text.Append("\\r"); break;
                case '\t': Text.Append("\\t"); break;
                case '<' or '>' or '&' when EscapeHtml: Unicode(c); break;
                case < ' ' or '\u2028' or '\u2029': Unicode(c); break;
                default: Text.Append(c); break;
            }
        }

        private void Unicode(char c) => Text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
    }
}
