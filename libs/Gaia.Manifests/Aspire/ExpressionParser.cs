using System.Text;
using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>Finds the placeholders of a text.</summary>
/// <param name="resources">Names that a placeholder may begin with. They may have dots, so that `{a.b.value}` may mean `a.b`.</param>
internal sealed partial class ExpressionParser(IEnumerable<string> resources)
{
    private static readonly string[] Kinds = ["bindings", "connectionString", "value", "inputs", "outputs", "secretOutputs", "secrets"];

    private readonly HashSet<string> names = new(resources, StringComparer.OrdinalIgnoreCase);

    public Expression Parse(string text, SourceMark mark)
    {
        var parts = new List<ExpressionPart>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var found = text[at] == '{' ? Placeholder(text, at) : null;
            if (found is not { } placeholder)
            {
                literal.Append(text[at++]);
                continue;
            }

            if (literal.Length > 0) parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
            parts.Add(placeholder);
            at = text.IndexOf('}', at) + 1;
        }

        if (literal.Length > 0) parts.Add(new LiteralPart(literal.ToString()));
        return new Expression(text, parts, mark);
    }

    private PlaceholderPart? Placeholder(string text, int open)
    {
        var end = text.AsSpan(open + 1).IndexOfAny('{', '}');
        if (end < 0 || text[open + 1 + end] == '{') return null;
        var inner = text.Substring(open + 1, end);
        if (!ShapePattern().IsMatch(inner)) return null;
        var words = inner.Split('.');
        for (var count = words.Length - 1; count > 0; count--)
            if (names.Contains(string.Join('.', words[..count])))
                return new PlaceholderPart(string.Join('.', words[..count]), words[count..]);
        // Not a resource, yet of a placeholder's kind: told as a fault where it is resolved. Anything else is somebody's own template.
        return Kinds.Contains(words[1]) ? new PlaceholderPart(words[0], words[1..]) : null;
    }

    // redis.bindings.tcp.host   pg-kv.secrets.connectionstrings--pg   .outputs.AZURE_CLIENT_ID
    [GeneratedRegex(@"^[A-Za-z0-9_-]*(\.[^\s.,;""']+)+\z")]
    private static partial Regex ShapePattern();
}
