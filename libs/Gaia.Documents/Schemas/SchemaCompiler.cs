using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

/// <summary>Turns a schema document into rules; a rule is made once for each place, so references may be circular.</summary>
internal sealed class SchemaCompiler(Node document)
{
    private readonly Dictionary<string, Rule> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> anchors = new(StringComparer.Ordinal);
    private readonly Lock making = new();

    public Rule Compile()
    {
        FindAnchors(document, "");
        return RuleAt(document, "");
    }

    public Rule RuleAt(Node schema, string pointer)
    {
        if (rules.TryGetValue(pointer, out var known)) return known;
        var rule = rules[pointer] = new Rule(pointer);
        switch (schema)
        {
            case BoolNode { Value: true }: break;
            case BoolNode: rule.Add(new Assertion(pointer, _ => "no value is allowed here")); break;
            case MapNode map: Keywords(rule, map, pointer); break;
            default: throw new JsonSchemaException($"a schema must be a map or a boolean, not {schema.Kind}{(pointer.Length == 0 ? "" : $", at {pointer}")}", schema.Mark);
        }
        return rule;
    }

    /// <summary>#, #/pointer, #anchor, or the document's own $id with one of these.</summary>
    public Rule Reference(StringNode reference)
    {
        var hash = reference.Value.IndexOf('#');
        var (address, fragment) = hash < 0 ? (reference.Value, "") : (reference.Value[..hash], Uri.UnescapeDataString(reference.Value[(hash + 1)..]));
        if (address.Length > 0 && ((document as MapNode)?["$id"] as StringNode)?.Value.TrimEnd('#') != address)
            throw new JsonSchemaException($"$ref '{reference.Value}' points outside the document, which is not supported", reference.Mark);
        if (anchors.TryGetValue(fragment, out var anchored)) fragment = anchored;
        // References are followed while instances are checked, by any number of threads: none may see a rule with only some of its keywords.
        lock (making) return RuleAt(Find(fragment) ?? throw new JsonSchemaException($"$ref '{reference.Value}' points nowhere", reference.Mark), fragment);
    }

    private void Keywords(Rule rule, MapNode map, string pointer)
    {
        var context = new KeywordContext(this, map, pointer);
        foreach (var (name, value) in map)
            foreach (var keyword in KeywordTable.Build(context, name, value))
                rule.Add(keyword);
    }

    private Node? Find(string pointer)
    {
        Node? at = document;
        foreach (var step in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~")))
            at = at switch
            {
                MapNode map => map[step],
                ListNode list when int.TryParse(step, out var i) && i >= 0 && i < list.Count => list[i],
                _ => null,
            };
        return at;
    }

    private void FindAnchors(Node schema, string pointer)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (schema is ListNode list)
            for (var i = 0; i < list.Count; i++) FindAnchors(list[i], $"{pointer}/{i}");
        if (schema is not MapNode map) return;
        if (map["$anchor"] is StringNode anchor) anchors[anchor.Value] = pointer;
        foreach (var (key, value) in map) FindAnchors(value, $"{pointer}/{InstancePath.Escape(key)}");
    }
}

/// <summary>What a keyword may ask of the schema it stands in.</summary>
internal sealed class KeywordContext(SchemaCompiler compiler, MapNode schema, string pointer)
{
    public MapNode Schema => schema;

    public string At(string keyword) => $"{pointer}/{InstancePath.Escape(keyword)}";

    public Rule Rule(Node value, string keyword) => compiler.RuleAt(value, At(keyword));

    public Rule[] Rules(ListNode values, string keyword) => values.Select((value, i) => compiler.RuleAt(value, $"{At(keyword)}/{i}")).ToArray();

    public Dictionary<string, Rule> Named(MapNode values, string keyword) =>
        values.ToDictionary(entry => entry.Key, entry => compiler.RuleAt(entry.Value, $"{At(keyword)}/{InstancePath.Escape(entry.Key)}"));

    public Rule Reference(StringNode reference) => compiler.Reference(reference);

    public JsonSchemaException Fail(string keyword, string reason, Node value) => new($"{At(keyword)}: {reason}", value.Mark);
}
