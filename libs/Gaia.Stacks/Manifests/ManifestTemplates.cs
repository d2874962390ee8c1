using Gaia.Documents.Nodes;
using Gaia.Templates;

namespace Gaia.Stacks.Manifests;

/// <summary>Renders what is rendered before merging: bodies of imports, locals, import paths and stack names.</summary>
internal sealed class ManifestTemplates(TemplateHost host)
{
    public string Render(string text, MapNode data, SourceMark origin, MissingKeyMode missing) =>
        TemplateEngine.Render(text, data, new TemplateOptions { Origin = origin, MissingKey = missing, Host = host });

    /// <summary>Null when the template needs what is not known yet.</summary>
    public string? TryRender(string text, MapNode data, SourceMark origin)
    {
        try
        {
            return Render(text, data, origin, MissingKeyMode.Error);
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    /// <summary>Each text of a section rendered for itself; a text that needs what is not known yet stays as it is.</summary>
    public Node RenderEach(Node node, MapNode data) => node switch
    {
        _ when !node.Has(NodeTraits.Template) => node,
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, RenderEach(entry.Value, data)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => RenderEach(item, data))], list.Mark, list.Appends),
        StringNode text => TryRender(text.Value, data, text.Mark) is { } rendered ? new StringNode(rendered, text.Mark) : text,
        _ => node,
    };

    public static StacksInvalidException Invalid(TemplateException fault, IReadOnlyList<SourceMark>? chain = null) =>
        new("template.failed", fault.Expression is null ? fault.Reason : $"in <{fault.Expression}>: {fault.Reason}", fault.Mark, chain, fault);
}
