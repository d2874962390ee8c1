using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Templates;

namespace Gaia.Stacks.Manifests;

/// <summary>
/// What one file says once its own templates are rendered: templates run over the text of `.tmpl` files, of imports with
/// a context and of files with locals; elsewhere they wait until the component is known.
/// </summary>
internal sealed class ManifestBodies(ManifestText texts, ManifestTemplates templates, Locals locals)
{
    private static readonly string[] Sections = ["settings", "vars", "env"];

    private readonly ConcurrentDictionary<string, ManifestBody> plain = new(StringComparer.Ordinal);

    public ManifestBody Of(string path, ImportContext context) =>
        context.IsEmpty && !context.SkipTemplates
            ? plain.TryGetValue(path, out var known) ? known : plain.GetOrAdd(path, Make(texts.File(path), context))
            : Make(texts.File(path), context);

    private ManifestBody Make(ManifestFile file, ImportContext context)
    {
        if (context.SkipTemplates) return new ManifestBody(file, texts.Parse(file), MapNode.Empty);
        var written = file.IsTemplate ? TryParse(file) : context.IsExplicit ? TryParse(file) : texts.Parse(file);
        var data = context.Values;
        MapNode? resolved = null;
        if (written is not null && Locals.AnyIn(written))
        {
            resolved = locals.Resolve(written).Flat;
            data = WithSections(written, data.With("locals", resolved));
        }

        if (!file.IsTemplate && data.Count == 0) return new ManifestBody(file, written ?? texts.Parse(file), data);
        var body = Rendered(file, data, context) ?? written ?? texts.Parse(file);
        return new ManifestBody(file, resolved is null ? body : Settled(body, data), data);
    }

    private MapNode? TryParse(ManifestFile file)
    {
        try
        {
            return texts.Parse(file);
        }
        catch (DocumentException)
        {
            // Template text need not be YAML before it is rendered; the rendered text is parsed and judged later.
            return null;
        }
    }

    private MapNode? Rendered(ManifestFile file, MapNode data, ImportContext context)
    {
        if (!TemplateEngine.HasActions(file.Text)) return null;
        try
        {
            var missing = context.IgnoreMissingValues ? MissingKeyMode.NoValue : MissingKeyMode.Error;
            return texts.Parse(file, templates.Render(file.Text, data, new(file.Shown, 1, 1), missing));
        }
        catch (TemplateException) when (!context.IsExplicit && !file.IsTemplate)
        {
            // It names what only a component knows; the component's own pass renders it.
            return null;
        }
        catch (TemplateException fault)
        {
            throw ManifestTemplates.Invalid(fault);
        }
    }

    // settings see locals, vars see settings too, env sees all three.
    private MapNode WithSections(MapNode written, MapNode data)
    {
        foreach (var name in Sections)
            if (written.Map(name) is { } section)
                data = data.With(name, templates.RenderEach(section, data));
        return data;
    }

    private static MapNode Settled(MapNode body, MapNode data)
    {
        foreach (var name in (string[])["locals", .. Sections])
            if (data.Map(name) is { Count: > 0 } section && (name == "locals" || body.PositionOf(name) >= 0))
                body = body.With(name, section);
        return body;
    }
}
