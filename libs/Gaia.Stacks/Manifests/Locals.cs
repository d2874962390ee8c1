using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;
using Gaia.Templates;

namespace Gaia.Stacks.Manifests;

/// <summary>
/// `locals` of one file: resolved in the order of their references, never imported. Those of a type section see and
/// override the file's.
/// </summary>
internal sealed partial class Locals(ManifestTemplates templates, Func<Node, MapNode, Node> evaluate)
{
    private static readonly string[] TypeSections = ["terraform", "helmfile", "packer"];

    /// <param name="Global">The file's locals.</param>
    /// <param name="Types">Per type section that has locals: its own with the file's below them.</param>
    internal sealed record Resolved(MapNode Global, IReadOnlyDictionary<string, MapNode> Types)
    {
        /// <summary>One map for templates.</summary>
        public MapNode Flat => Types.Values.Aggregate(Global, (below, above) => DeepMerge.Merge(below, above));
    }

    public static bool AnyIn(MapNode manifest) =>
        manifest.PositionOf("locals") >= 0 || TypeSections.Any(type => manifest.Map(type)?.PositionOf("locals") >= 0);

    public Resolved Resolve(MapNode manifest)
    {
        var context = Sections(manifest);
        var global = Resolve(Section(manifest["locals"]), MapNode.Empty, context);
        var types = new Dictionary<string, MapNode>();
        foreach (var type in TypeSections)
            if (manifest.Map(type) is { } section && section["locals"] is { } locals)
                types[type] = Resolve(Section(locals), global, DeepMerge.Merge(context, Sections(section)));
        return new Resolved(global, types);
    }

    private MapNode Resolve(MapNode locals, MapNode outer, MapNode context)
    {
        var order = Order(locals);
        var resolved = outer;
        foreach (var name in order)
        {
            var value = Render(locals[name]!, context.With("locals", resolved));
            resolved = resolved.With(name, evaluate(value, context));
        }

        return resolved;
    }

    private Node Render(Node node, MapNode data) => node switch
    {
        _ when !node.Has(NodeTraits.Template) => node,
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Render(entry.Value, data)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => Render(item, data))], list.Mark),
        StringNode text => Text(text, data),
        _ => node,
    };

    private StringNode Text(StringNode text, MapNode data)
    {
        try
        {
            return new StringNode(templates.Render(text.Value, data, text.Mark, MissingKeyMode.Error), text.Mark);
        }
        catch (TemplateException fault)
        {
            throw ManifestTemplates.Invalid(fault);
        }
    }

    private const int Deepest = 500;

    private static List<string> Order(MapNode locals)
    {
        var references = locals.ToDictionary(entry => entry.Key, entry => References(entry.Value).Where(name => locals.PositionOf(name) >= 0).ToList());
        var (order, open, done) = (new List<string>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in locals) Visit(entry.Key);
        return order;

        void Visit(string name)
        {
            if (done.Contains(name)) return;
            if (open.Count == Deepest)
                throw new StacksInvalidException("locals.deep", $"locals name each other more than {Deepest} deep, '{open[0]}' first", locals[name]!.Mark);
            if (open.Contains(name))
            {
                var cycle = string.Join(" -> ", [.. open[open.IndexOf(name)..], name]);
                throw new StacksInvalidException("locals.cycle",
                    $"circular dependency in locals: {cycle}; make one of them not need the others", locals[name]!.Mark);
            }

            open.Add(name);
            foreach (var reference in references[name]) Visit(reference);
            open.Remove(name);
            order.Add(name);
            done.Add(name);
        }
    }

    private static IEnumerable<string> References(Node node) => node switch
    {
        _ when !node.Has(NodeTraits.Template) => [],
        MapNode map => map.SelectMany(entry => References(entry.Value)),
        ListNode list => list.SelectMany(References),
        StringNode text => LocalReference().Matches(text.Value).Select(match => match.Groups[1].Value),
        _ => [],
    };

    /// <summary>What a template of the file may name beside locals.</summary>
    private static MapNode Sections(MapNode map) =>
        new([.. map.Where(entry => entry.Key is "settings" or "vars" or "env" && entry.Value is MapNode)]);

    private static MapNode Section(Node? node) => node.IsMap(out var map) ? map : throw node.NotAMap("manifest.locals", "'locals'");

    [GeneratedRegex(@"\.locals\.([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex LocalReference();
}
