using System.Globalization;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Writing;

/// <summary>
/// Nodes as YAML text in the form go-yaml v3 gives: sorted keys, lists indented below their key, literal blocks for
/// text of several lines, quotes only where a plain scalar would be read as something else.
/// </summary>
public static class NodeYaml
{
    public static string Write(Node node, int indent = 2)
    {
        var writer = new Writer(new StringBuilder(), indent, null);
        writer.Root(node);
        return writer.Text.ToString();
    }

    /// <summary>The same, piece by piece: large documents never stand in memory as one text.</summary>
    public static void Write(Node node, TextWriter target, int indent = 2)
    {
        var writer = new Writer(new StringBuilder(), indent, target);
        writer.Root(node);
        target.Write(writer.Text);
    }

    private const int Piece = 16 * 1024;

    private readonly record struct Writer(StringBuilder Text, int Indent, TextWriter? Target)
    {
        public void Root(Node node)
        {
            if (node is MapNode { Count: > 0 } map) Map(map, 0, startsInline: true);
            else if (node is ListNode { Count: > 0 } list) List(list, 0, startsInline: true);
            else Scalar(node, 0);
        }

        private void Map(MapNode map, int column, bool startsInline)
        {
            var entries = map.BorrowSortedNaturally();
            foreach (var (key, value) in entries.AsSpan(0, map.Count))
            {
                if (!startsInline) Text.Append(' ', column);
                startsInline = false;
                Text.Append(YamlScalar.Key(key)).Append(':');
                Value(value, column);
                if (Target is null || Text.Length < Piece) continue;
                Target.Write(Text);
                Text.Clear();
            }

            NodeOrder.Return(entries);
        }

        private void Value(Node value, int column)
        {
            if (value is MapNode { Count: > 0 } map)
            {
                Text.Append('\n');
                Map(map, Below(column), startsInline: false);
            }
            else if (value is ListNode { Count: > 0 } list)
            {
                Text.Append('\n');
                List(list, Below(column), startsInline: false);
            }
            else
            {
                Text.Append(' ');
                Scalar(value, column);
            }
        }

        private void List(ListNode list, int column, bool startsInline)
        {
            foreach (var item in list)
            {
                if (!startsInline) Text.Append(' ', column);
                startsInline = false;
                Text.Append("- ");
                if (item is MapNode { Count: > 0 } map) Map(map, column + 2, startsInline: true);
                else if (item is ListNode { Count: > 0 } inner) List(inner, column + 2, startsInline: true);
                else Scalar(item, column);
            }
        }

        private void Scalar(Node node, int column)
        {
            switch (node)
            {
                case MapNode: Text.Append("{}"); break;
                case ListNode: Text.Append("[]"); break;
                case IntNode number: Text.Append(CultureInfo.InvariantCulture, $"{number.Value}"); break;
                case FloatNode number: Text.Append(GoFloat.Yaml(number.Value)); break;
                case StringNode text when YamlScalar.IsBlock(text.Value): Block(text.Value, Below(column)); return;
                case StringNode text: Text.Append(YamlScalar.Inline(text.Value)); break;
                default: Text.Append(node); break;
            }
            Text.Append('\n');
        }

        // "|" keeps one line end, "|-" none, "|+" all; a digit says the indent where the text itself starts with a space.
        private void Block(string value, int column)
        {
            Text.Append('|');
            if (value[0] is ' ' or '\n') Text.Append(Indent);
            if (value[^1] != '\n') Text.Append('-');
            else if (value.Length == 1 || value[^2] == '\n') Text.Append('+');
            Text.Append('\n');
            var lines = (value[^1] == '\n' ? value[..^1] : value).Split('\n');
            foreach (var line in lines)
            {
                if (line.Length > 0) Text.Append(' ', column).Append(line);
                Text.Append('\n');
            }
        }

        private int Below(int column) => Indent * ((column + Indent) / Indent);
    }
}
