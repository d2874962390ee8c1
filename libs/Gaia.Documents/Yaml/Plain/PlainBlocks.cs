using System.Runtime.InteropServices;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>Block maps and lists. Each method leaves the cursor on the next content and gives null where it gives up.</summary>
internal sealed class PlainBlocks(PlainCursor cursor, PlainScalars scalars, PlainFlow flow, YamlOptions options)
{
    internal const int Deepest = 32;

    // What open maps and lists hold so far, those of the innermost last.
    private readonly List<KeyValuePair<string, Node>> entries = [];
    private readonly List<Node> items = [];
    private int depth;

    public Node? Document() => Block() is { } node && cursor.Column < 0 ? node : null;

    private Node? Block()
    {
        if (++depth > Deepest) return null;
        Node? node = cursor.AtItem ? List(isIndented: true) : Map();
        depth--;
        return node;
    }

    private MapNode? Map()
    {
        var (mark, column, first) = (cursor.Mark(options.File), cursor.Column, entries.Count);
        var keys = new PlainKeys();
        do
        {
            if (scalars.Key() is not { } key || !keys.Add(key, CollectionsMarshal.AsSpan(entries)[first..]) || Value(column) is not { } value) return null;
            entries.Add(new(key, value));
        }
        while (cursor.Column == column);
        if (cursor.Column > column) return null;
        var map = new MapNode(CollectionsMarshal.AsSpan(entries)[first..].ToArray(), mark);
        CollectionsMarshal.SetCount(entries, first);
        return map;
    }

    // isIndented: false for a list that stands at the column of the key it belongs to.
    private ListNode? List(bool isIndented)
    {
        var (mark, column, first) = (cursor.Mark(options.File), cursor.Column, items.Count);
        do
        {
            if (Item(column) is not { } item) return null;
            items.Add(item);
        }
        while (cursor.Column == column && cursor.AtItem);
        if (cursor.Column > column || (cursor.Column == column && isIndented)) return null;
        var list = new ListNode(CollectionsMarshal.AsSpan(items)[first..].ToArray(), mark);
        CollectionsMarshal.SetCount(items, first);
        return list;
    }

    private Node? Value(int column)
    {
        var mark = cursor.Mark(options.File);
        if (cursor.Current is not (' ' or '\n')) return null;
        if (!AtNoMore()) return Inline(column);
        if (!cursor.EndLine()) return null;
        return cursor.Column > column ? Block()
            : cursor.Column == column && cursor.AtItem ? List(isIndented: false)
            : new NullNode(mark);
    }

    private Node? Item(int column)
    {
        cursor.At++;
        var mark = cursor.Mark(options.File);
        if (AtNoMore())
        {
            if (!cursor.EndLine()) return null;
            return cursor.Column > column ? Block() : new NullNode(mark);
        }

        cursor.SkipSpaces();
        return cursor.AtItem || scalars.AtKey() ? Block() : Inline(column);
    }

    // A scalar or a flow collection. What is indented more on the next line would go on with it.
    private Node? Inline(int column)
    {
        cursor.SkipSpaces();
        if (cursor.Current == '|') return scalars.Literal(column);
        var node = cursor.Current is '[' or '{' ? flow.Collection() : scalars.Value();
        return node is not null && cursor.EndLine() && cursor.Column <= column ? node : null;
    }

    private bool AtNoMore()
    {
        var rest = cursor.Rest.TrimStart(' ');
        return rest.IsEmpty || rest[0] is '\n' or '#';
    }
}
