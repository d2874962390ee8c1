using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Templates inside templates: by name, or from a text.</summary>
internal static class GomplateTemplates
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("tmpl.Exec", 1, 2, Execute);
        table.Add("tmpl.Inline", 1, 3, Inline);
        table.Alias("tmpl.Inline", "tpl");
        table.Add("tmpl.Path", 0, call => Make.Text(call.Options.Origin.File ?? ""));
        table.Add("tmpl.PathDir", 0, call => Make.Text(call.Options.Origin.File is { } file ? GoPath.Dir(file) : ""));
    }

    private static StringNode Execute(TemplateCall call)
    {
        var template = call.Execution.Template;
        if (!template.Definitions.TryGetValue(call.String(0), out var body)) throw call.Fail($"template \"{call.String(0)}\" not defined");
        return Make.Text(call.Execution.Capture(call.At, template, body, call.Count == 2 ? call[1] : NoValue.Instance));
    }

    // text | name text | text data | name text data
    private static StringNode Inline(TemplateCall call)
    {
        var named = call.Count == 3 || call.Count == 2 && call[1] is StringNode;
        var text = call.String(named ? 1 : 0);
        var data = call.Count == (named ? 3 : 2) ? call[call.Count - 1] : NoValue.Instance;
        var template = TemplateEngine.Load(text, call.Options);
        return Make.Text(call.Execution.Capture(call.At, template, template.Body, data));
    }
}
