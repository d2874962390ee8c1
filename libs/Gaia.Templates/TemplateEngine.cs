using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Templates.Syntax;
using Gaia.Templates.Values;

namespace Gaia.Templates;

/// <summary>Go's text/template over nodes. Parsed templates are cached, so rendering the same text again is cheap.</summary>
public static class TemplateEngine
{
    /// <exception cref="TemplateException">The template does not parse or fails; names file, line, column, expression.</exception>
    public static string Render(string text, Node data, TemplateOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= TemplateOptions.Default;
        if (!HasActions(text, options)) return text;
        cancellation.ThrowIfCancellationRequested();
        var template = Load(text, options);
        WorkBudget.Current?.Spend(1, options.Origin);
        var execution = new Execution(template, options, cancellation);
        var root = data is NullNode ? NoValue.Instance : data;
        execution.Enter(template.Body, template, template.Body, root);
        execution.Made(execution.Output.Length);
        return execution.Output.ToString();
    }

    /// <summary>False when rendering would give the text back unchanged.</summary>
    public static bool HasActions(string text, TemplateOptions? options = null) =>
        text.Contains(Delimiters.Of(options ?? TemplateOptions.Default).Left, StringComparison.Ordinal);

    /// <summary>Parses without rendering.</summary>
    /// <exception cref="TemplateException"></exception>
    public static void Check(string text, TemplateOptions? options = null) => Load(text, options ?? TemplateOptions.Default);

    internal static ParsedTemplate Load(string text, TemplateOptions options)
    {
        try
        {
            var template = TemplateCache.GetOrParse(text, Delimiters.Of(options));
            template.RequireFunctions(options);
            return template;
        }
        catch (TemplateSyntaxException e)
        {
            throw ParsedTemplate.ErrorIn(text, e.Message, e.Start, e.Stop, options);
        }
    }
}
