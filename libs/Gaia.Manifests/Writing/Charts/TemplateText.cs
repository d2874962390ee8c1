using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>A tree with holes as the text of a template. Text that only looks like a template's braces is kept as it is.</summary>
internal static partial class TemplateText
{
    public static string Write(Node tree, IReadOnlyList<Hole> holes, string mark)
    {
        var text = new StringBuilder();
        foreach (var line in NodeYaml.Write(tree).TrimEnd('\n').Split('\n'))
        {
            if (Filled().Match(line) is { Success: true } match && match.Groups["mark"].Value == mark) Fill(text, match, holes);
            else text.Append(Literal(line)).Append('\n');
        }
        return text.ToString();
    }

    // `- env: HOLE` with a condition becomes a dash of its own, so that the next key is the first one where it does not hold.
    private static void Fill(StringBuilder text, Match match, IReadOnlyList<Hole> holes)
    {
        var hole = holes[int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)];
        var (lead, key) = (match.Groups["lead"].Value, Literal(match.Groups["key"].Value));
        if (hole.Condition is not null)
        {
            if (lead.EndsWith("- ", StringComparison.Ordinal)) text.Append(lead.TrimEnd()).Append('\n');
            text.Append($"{{{{- if {hole.Condition} }}}}\n");
            lead = new string(' ', lead.Length);
        }
        text.Append(lead).Append(key).Append(Value(hole, lead.Length + 2)).Append('\n');
        if (hole.Condition is not null) text.Append("{{- end }}\n");
    }

    private static string Value(Hole hole, int indent) =>
        hole.Lines is { } lines ? string.Concat(lines.TrimEnd('\n').Split('\n').Select(line => $"\n{(line.StartsWith("{{-", StringComparison.Ordinal) ? "" : new string(' ', indent))}{line}"))
        : hole.IsTree ? $" {{{{- {hole.Expression} | nindent {indent} }}}}"
        : $" {{{{ {hole.Expression} }}}}";

    private static string Literal(string line) => line.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<lead> *(?:- )*)(?<key>.*:) (?<mark>HOLEX*)(?<number>\d+)ELOH$")]
    private static partial Regex Filled();
}
