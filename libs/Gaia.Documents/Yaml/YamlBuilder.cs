using Gaia.Documents.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gaia.Documents.Yaml;

/// <summary>Builds one document's nodes from the parser's events.</summary>
internal sealed class YamlBuilder(YamlEvents parser, YamlOptions options)
{
    private const string MergeKey = "<<";

    private readonly Dictionary<string, (Node Node, int Size)> anchors = [];
    private readonly HashSet<string> open = [];
    private int depth;
    private int size;

    public Node Document()
    {
        var documents = Documents(1);
        return documents.Count == 0 ? NullNode.Instance : documents[0];
    }

    public IReadOnlyList<Node> Documents(int most = int.MaxValue)
    {
        var documents = new List<Node>();
        parser.MoveNext();
        while (parser.MoveNext() && parser.Current is DocumentStart && documents.Count < most)
        {
            parser.MoveNext();
            anchors.Clear();
            documents.Add(Next());
            parser.MoveNext();
        }

        return documents;
    }

    // Leaves the parser on the last event of the node.
    private Node Next()
    {
        var current = parser.Current ?? throw new YamlException("the document ends too early");
        if (current is AnchorAlias alias) return Alias(alias);
        var anchor = current is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null) open.Add(anchor);
        var before = size;
        Count(1, current.Start);
        var node = current switch
        {
            Scalar scalar => ScalarNode(scalar),
            SequenceStart start => List(start),
            MappingStart start => Map(start),
            _ => throw new YamlException(current.Start, current.End, $"unexpected {current.GetType().Name}"),
        };
        if (anchor is null) return node;
        open.Remove(anchor);
        anchors[anchor] = (node, size - before);
        return node;
    }

    private Node Alias(AnchorAlias alias)
    {
        if (open.Contains(alias.Value.Value))
            throw Invalid("yaml.alias-cycle", $"the alias *{alias.Value.Value} stands inside its own anchor", alias.Start);
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
            throw Invalid("yaml.unknown-alias", $"no anchor &{alias.Value.Value} comes before this alias", alias.Start);
        Count(target.Size, alias.Start);
        return target.Node;
    }

    private ListNode List(SequenceStart start)
    {
        Enter(start.Start);
        var items = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd) items.Add(Next());
        depth--;
        var tag = TagOf(start.Tag, start.Start);
        return new ListNode(items.ToArray(), At(start.Start), appends: tag == YamlFunctions.Append);
    }

    private MapNode Map(MappingStart start)
    {
        Enter(start.Start);
        TagOf(start.Tag, start.Start);
        var entries = new List<KeyValuePair<string, Node>>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        List<Node>? merges = null;
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = parser.Current!;
            var name = Key(Next(), key);
            parser.MoveNext();
            var value = Next();
            if (name == MergeKey && key is Scalar { Style: ScalarStyle.Plain })
            {
                (merges ??= []).AddRange(Merged(value, key.Start));
                continue;
            }

            if (!lines.TryAdd(name, (int)key.Start.Line))
                throw Invalid("yaml.duplicate-key", $"the key '{name}' is already defined at line {lines[name]}", key.Start);
            entries.Add(new(name, value));
        }

        depth--;
        if (merges is not null) Merge(entries, lines, merges);
        return new MapNode(entries.ToArray(), At(start.Start));
    }

    private static void Merge(List<KeyValuePair<string, Node>> entries, Dictionary<string, int> lines, List<Node> merges)
    {
        foreach (var entry in merges.Cast<MapNode>().SelectMany(map => map))
            if (lines.TryAdd(entry.Key, 0))
                entries.Add(entry);
    }

    private IEnumerable<Node> Merged(Node value, Mark mark) => value switch
    {
        MapNode => [value],
        ListNode list when list.All(item => item is MapNode) => list,
        _ => throw Invalid("yaml.merge-key", "the merge key << wants a map or a list of maps", mark),
    };

    private string Key(Node key, ParsingEvent at) => key switch
    {
        StringNode text => text.Value,
        IntNode integer => integer.ToString(),
        _ when at is Scalar scalar => scalar.Value,
        _ => throw Invalid("yaml.key", $"{key.KindWords} cannot be a key; keys are text", at.Start),
    };

    private Node ScalarNode(Scalar scalar)
    {
        var mark = At(scalar.Start);
        if (scalar.Tag.IsEmpty)
            return scalar.Style == ScalarStyle.Plain ? ScalarResolver.Resolve(scalar.Value, mark) : new StringNode(scalar.Value, mark);
        var tag = TagOf(scalar.Tag, scalar.Start);
        return tag switch
        {
            "tag:yaml.org,2002:str" or "!" => new StringNode(scalar.Value, mark),
            "tag:yaml.org,2002:binary" => Binary(scalar),
            _ when tag.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) => Typed(scalar, tag["tag:yaml.org,2002:".Length..], mark),
            _ when YamlFunctions.Known.Contains(tag) => YamlFunctions.Tagged(tag, scalar.Value, mark),
            _ => new StringNode(scalar.Value, mark),
        };
    }

    private StringNode Binary(Scalar scalar)
    {
        try
        {
            return new StringNode(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value)), At(scalar.Start));
        }
        catch (FormatException fault)
        {
            throw new DocumentException("yaml.tag", "!!binary wants base64 text", At(scalar.Start), null, fault);
        }
    }

    private Node Typed(Scalar scalar, string type, SourceMark mark)
    {
        var node = ScalarResolver.Resolve(scalar.Value, mark);
        return (type, node) switch
        {
            ("null", NullNode) or ("bool", BoolNode) or ("int", IntNode) or ("float", FloatNode) or ("timestamp", StringNode) => node,
            ("float", IntNode integer) => new FloatNode(integer.Value, mark),
            ("null", _) when scalar.Value.Length == 0 => new NullNode(mark),
            _ => throw Invalid("yaml.tag", $"cannot read '{scalar.Value}' as !!{type}", scalar.Start),
        };
    }

    private string TagOf(TagName tag, Mark mark)
    {
        if (tag.IsEmpty) return "";
        var name = tag.Value;
        if (!options.RefuseUnknownFunctions || name == "!" || name.StartsWith("tag:", StringComparison.Ordinal)) return name;
        if (YamlFunctions.Known.Contains(name)) return name;
        var nearest = NearestNames.Of(name, YamlFunctions.Known);
        throw Invalid("yaml.unknown-function",
            $"unknown function {name}{(nearest.Count > 0 ? $"; did you mean {nearest[0]}?" : "")}", mark);
    }

    private void Enter(Mark mark)
    {
        if (++depth > options.Limits.Depth)
            throw Invalid("yaml.too-deep", $"maps and lists are nested more than {options.Limits.Depth} levels deep", mark);
    }

    private void Count(int nodes, Mark mark)
    {
        if (nodes > options.Limits.Nodes - size)
            throw Invalid("yaml.too-many-nodes",
                $"the document stands for more than {options.Limits.Nodes:N0} values; its aliases multiply", mark);
        size += nodes;
    }

    private SourceMark At(Mark mark) => new(options.File, (int)mark.Line, (int)mark.Column);

    private DocumentException Invalid(string code, string message, Mark mark) => new(code, message, At(mark));
}
