using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Stacks.Evaluation;

/// <summary>
/// Atmos writes the whole component as YAML, renders that text and reads it again. So a template that YAML would write
/// without quotes may become a number or a flag (`1{{ .x }}`), and one in quotes stays text (`{{ .x }}` starts with a
/// brace, hence quotes).
/// </summary>
internal static class PlainText
{
    private const string Indicators = "#,[]{}&*!|>'\"%@`";

    public static Node Read(string template, string rendered, SourceMark mark) =>
        IsPlain(template) && !rendered.Contains('\n') ? ScalarResolver.Resolve(rendered.Trim(), mark) : new StringNode(rendered, mark);

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] is ' ' || text[^1] is ' ' || Indicators.Contains(text[0])) return false;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' ')) return false;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal)) return false;
        if (text.EndsWith(':') || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal)) return false;
        return !text.AsSpan().ContainsAnyInRange('\0', '\x1f') && ScalarResolver.Resolve(text, default) is StringNode;
    }
}
