using System.Buffers;
using System.Runtime.InteropServices;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>[a, b] and {a: b} that end on the line they start on. The cursor is left after the bracket.</summary>
internal sealed class PlainFlow(PlainCursor cursor, PlainScalars scalars, YamlOptions options)
{
    internal const int Deepest = 16;

    private static readonly SearchValues<char> Stops = SearchValues.Create(",[]{}:#\n");

    // What open maps and lists hold so far, those of the innermost last.
    private readonly List<KeyValuePair<string, Node>> entries = [];
    private readonly List<Node> items = [];
    private int depth;

    public Node? Collection()
    {
        if (++depth > Deepest) return null;
        var mark = cursor.Mark(options.File);
        Node? node = cursor.Current == '[' ? List(mark) : Map(mark);
        depth--;
        return node;
    }

    private ListNode? List(SourceMark mark)
    {
        var first = items.Count;
        if (OpensOnly(']')) return new ListNode([], mark);
        do
        {
            if (Value() is not { } item) return null;
            items.Add(item);
        }
        while (Next());
        if (!Closes(']')) return null;
        var list = new ListNode(CollectionsMarshal.AsSpan(items)[first..].ToArray(), mark);
        CollectionsMarshal.SetCount(items, first);
        return list;
    }

    private MapNode? Map(SourceMark mark)
    {
        var (first, keys) = (entries.Count, new PlainKeys());
        if (OpensOnly('}')) return new MapNode([], mark);
        do
        {
            if (Key() is not { } key || !keys.Add(key, CollectionsMarshal.AsSpan(entries)[first..]) || Value() is not { } value) return null;
            entries.Add(new(key, value));
        }
        while (Next());
        if (!Closes('}')) return null;
        var map = new MapNode(CollectionsMarshal.AsSpan(entries)[first..].ToArray(), mark);
        CollectionsMarshal.SetCount(entries, first);
        return map;
    }

    private string? Key()
    {
        var key = cursor.Current is '"' or '\'' ? scalars.Quoted()
            : Plain() is { } written && written != "<<" ? PlainScalars.KeyText(written)
            : null;
        if (cursor.Current != ':' || cursor.Ahead(1) != ' ') return null;
        cursor.At++;
        cursor.SkipSpaces();
        return key;
    }

    private Node? Value()
    {
        if (cursor.Current is '[' or '{') return Collection();
        var mark = cursor.Mark(options.File);
        if (cursor.Current is '"' or '\'') return scalars.Quoted() is { } quoted ? new StringNode(quoted, mark) : null;
        return Plain() is { } text ? ScalarResolver.Resolve(text, mark) : null;
    }

    private string? Plain()
    {
        if (!PlainScalars.StartsPlain(cursor.Current, cursor.Ahead(1)) || cursor.Current == '-' && Stops.Contains(cursor.Ahead(1))) return null;
        var length = cursor.Rest.IndexOfAny(Stops);
        if (length < 0) return null;
        var text = cursor.Rest[..length].TrimEnd(' ');
        cursor.At += length;
        return TextCache.Text(text);
    }

    // The opening bracket, and the closing one where it comes next.
    private bool OpensOnly(char close)
    {
        cursor.At++;
        cursor.SkipSpaces();
        return Closes(close);
    }

    private bool Next()
    {
        cursor.SkipSpaces();
        if (cursor.Current != ',') return false;
        cursor.At++;
        cursor.SkipSpaces();
        return true;
    }

    private bool Closes(char close)
    {
        if (cursor.Current != close) return false;
        cursor.At++;
        return true;
    }
}
