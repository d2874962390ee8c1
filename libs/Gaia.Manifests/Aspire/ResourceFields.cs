using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>Fields of one object of a manifest, each asked for by its kind. What is of another kind is a fault; what nobody asked for is known.</summary>
/// <param name="path">For people: `api.bindings.http`.</param>
internal sealed class ResourceFields(string path, MapNode map, ExpressionParser expressions, FaultList faults)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<(string Key, ResourceFields Fields)> nested = [];

    public SourceMark Mark => map.Mark;

    /// <summary>Those of objects below it, too: `volumes[0].subPath`.</summary>
    public IEnumerable<string> Unread =>
        map.Select(entry => entry.Key).Where(key => !asked.Contains(key)).Concat(nested.SelectMany(below => below.Fields.Unread.Select(key => $"{below.Key}.{key}")));

    public bool Has(string key) => map[key] is not null;

    public string? Text(string key) => Of<StringNode>(key, "a string")?.Value;

    public string RequiredText(string key)
    {
        if (!Require(key)) return "";
        var text = Text(key);
        if (text is "") faults.Add("manifest.empty", $"{path}.{key} is empty.", map[key]!.Mark);
        return text ?? "";
    }

    public string OneOf(string key, params string[] values)
    {
        var text = RequiredText(key);
        if (text.Length > 0 && !values.Contains(text)) faults.Add("manifest.shape", $"{path}.{key} is \"{text}\": it has to be {string.Join(" or ", values)}.", map[key]!.Mark);
        return text;
    }

    public void Refuse(string key, string words) => faults.Add("manifest.shape", $"{path} {words}.", map[key]!.Mark);

    public bool Flag(string key, bool byDefault = false) => Of<BoolNode>(key, "true or false")?.Value ?? byDefault;

    public int? Port(string key) => Number(key, "a port", 1, 65535);

    public int Count(string key, int byDefault) => Number(key, "a length", 0, 4096) ?? byDefault;

    public Expression? Expression(string key) => Of<StringNode>(key, "a string") is { } node ? expressions.Parse(node.Value, node.Mark) : null;

    /// <summary>An expression that the manifest says in another form.</summary>
    public Expression Written(string key, string text) => expressions.Parse(text, map[key]!.Mark);

    public Expression RequiredExpression(string key) => (Require(key) ? Expression(key) : null) ?? new Expression("", [], map.Mark);

    public IReadOnlyList<Expression> Expressions(string key) => [.. Items<StringNode>(key, "a string").Select(node => expressions.Parse(node.Value, node.Mark))];

    public IReadOnlyList<string> Texts(string key) => [.. Items<StringNode>(key, "a string").Select(node => node.Value)];

    public IReadOnlyList<ResourceFields> Objects(string key) => [.. Items<MapNode>(key, "an object").Select((node, i) => Nested($"{key}[{i}]", node))];

    public ResourceFields? Object(string key) => Of<MapNode>(key, "an object") is { } node ? Nested(key, node) : null;

    /// <summary>The objects of an object, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, ResourceFields>> Entries(string key) =>
        [.. Values<MapNode>(key, "an object").Select(entry => KeyValuePair.Create(entry.Key, Nested($"{key}.{entry.Key}", entry.Value)))];

    /// <summary>The same, of names that Aspire compares without case: two of them that differ by case alone are refused.</summary>
    public IReadOnlyList<KeyValuePair<string, ResourceFields>> EntriesWithoutCase(string key)
    {
        var entries = Entries(key);
        foreach (var twins in entries.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Where(twins => twins.Count() > 1))
            faults.Add("manifest.duplicate", $"{string.Join(" and ", twins.Select(twin => $"{path}.{key}.{twin.Key}"))} differ by case alone: Aspire takes them for one.", twins.Last().Value.Mark);
        return entries;
    }

    /// <summary>Takes what nobody asked for as known.</summary>
    public void PassOver() => asked.UnionWith(map.Select(entry => entry.Key));

    /// <summary>The texts of an object, by name. A null is left out: <see cref="Nulls"/> tells them.</summary>
    public IReadOnlyList<KeyValuePair<string, Expression>> ExpressionEntries(string key) =>
        [.. Values<StringNode>(key, "a string").Select(entry => KeyValuePair.Create(entry.Key, expressions.Parse(entry.Value.Value, entry.Value.Mark)))];

    public IReadOnlyList<string> Nulls(string key) => [.. (map[key] as MapNode ?? MapNode.Empty).Where(entry => entry.Value is NullNode).Select(entry => entry.Key)];

    /// <summary>As it stands, for what has no fixed fields.</summary>
    public Node? Raw(string key)
    {
        asked.Add(key);
        return map[key];
    }

    public bool Require(string key)
    {
        asked.Add(key);
        if (map[key] is not (null or NullNode)) return true;
        faults.Add("manifest.missing", $"{path} has no `{key}`.", map.Mark);
        return false;
    }

    private ResourceFields Nested(string key, MapNode node)
    {
        var fields = new ResourceFields($"{path}.{key}", node, expressions, faults);
        nested.Add((key, fields));
        return fields;
    }

    // A whole number that is too large for 64 bits is read as one with a point.
    private int? Number(string key, string what, int least, int most)
    {
        Node? node = map[key] is FloatNode ? Of<FloatNode>(key, "a number") : Of<IntNode>(key, "a number");
        if (node is null) return null;
        if (node is IntNode { Value: var value } && value >= least && value <= most) return (int)value;
        faults.Add("manifest.shape", $"{path}.{key} is {node}: {what} is a number from {least} to {most}.", node.Mark);
        return null;
    }

    private IEnumerable<T> Items<T>(string key, string words) where T : Node
    {
        if (Of<ListNode>(key, "a list") is not { } list) yield break;
        for (var i = 0; i < list.Count; i++)
            if (Checked<T>($"{path}.{key}[{i}]", list[i], words) is { } item)
                yield return item;
    }

    private IEnumerable<KeyValuePair<string, T>> Values<T>(string key, string words) where T : Node
    {
        foreach (var entry in Of<MapNode>(key, "an object") ?? MapNode.Empty)
            if (entry.Value is not NullNode && Checked<T>($"{path}.{key}.{entry.Key}", entry.Value, words) is { } value)
                yield return new(entry.Key, value);
    }

    private T? Of<T>(string key, string words) where T : Node
    {
        asked.Add(key);
        return map[key] is { } node and not NullNode ? Checked<T>($"{path}.{key}", node, words) : null;
    }

    private T? Checked<T>(string at, Node node, string words) where T : Node
    {
        if (node is T wanted) return wanted;
        faults.Add("manifest.shape", $"{at} is {KindOf(node)}, not {words}.", node.Mark);
        return null;
    }

    // As JSON calls them.
    private static string KindOf(Node node) => node switch { MapNode => "an object", IntNode or FloatNode => "a number", BoolNode => "true or false", _ => node.KindWords };
}
