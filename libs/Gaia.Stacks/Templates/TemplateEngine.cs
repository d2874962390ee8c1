using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates;

/// <summary>Go's text/template over nodes. Parsed templates are cached, so rendering the same text again is cheap.</summary>
public static class TemplateEngine
{
    /// <exception cref="TemplateException">The template does not parse or fails; names file, line, column, expression.</exception>
    public static string Render(string text, Node data, TemplateOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= TemplateOptions.Default;
        if (!HasActions(text, options)) return text;
        throw new NotSupportedException($"{data.Kind} {cancellation}");
    }

    /// <summary>False when rendering would give the text back unchanged.</summary>
    public static bool HasActions(string text, TemplateOptions? options = null) =>
        text.Contains((options ?? TemplateOptions.Default).LeftDelimiter, StringComparison.Ordinal);
}
