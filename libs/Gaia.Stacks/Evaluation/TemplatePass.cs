using Gaia.Documents.Nodes;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Manifests;
using Gaia.Stacks.Merging;
using Gaia.Templates;

namespace Gaia.Stacks.Evaluation;

/// <summary>Renders every template in a section, keys included, against the whole component.</summary>
internal sealed class TemplatePass(
    MapNode data, TemplateOptions options, AtmosTemplateFunctions functions, CancellationToken cancellation)
{
    private readonly bool standard = options.LeftDelimiter == "{{";

    public Node Render(Node node) => node switch
    {
        _ when standard && !node.Has(NodeTraits.Template) => node,
        MapNode map => Map(map),
        ListNode list => List(list),
        DeferredNode deferred => new DeferredNode(Render(deferred.Lower), Render(deferred.Upper)),
        StringNode { IsLiteral: false } text when TemplateEngine.HasActions(text.Value, options) =>
            PlainText.Read(text.Value, Text(text.Value, text.Mark), text.Mark),
        _ => node,
    };

    private MapNode Map(MapNode map)
    {
        var entries = new KeyValuePair<string, Node>[map.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (key, value) = map[i];
            entries[i] = new(TemplateEngine.HasActions(key, options) ? Text(key, value.Mark) : key, Render(value));
        }

        return new MapNode(entries, map.Mark);
    }

    private ListNode List(ListNode list)
    {
        var items = new Node[list.Count];
        for (var i = 0; i < items.Length; i++) items[i] = Render(list[i]);
        return new ListNode(items, list.Mark, list.Appends);
    }

    private string Text(string text, SourceMark mark)
    {
        functions.Next(text);
        try
        {
            return TemplateEngine.Render(text, data, options with { Origin = mark }, cancellation);
        }
        catch (TemplateException fault)
        {
            throw ManifestTemplates.Invalid(fault);
        }
    }
}
