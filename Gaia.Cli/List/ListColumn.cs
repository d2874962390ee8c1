using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Templates;

namespace Gaia.Cli.List;

/// <summary>A column: a heading and where its text comes from, a key of the row or a Go template over it.</summary>
internal sealed record ListColumn(string Name, string Source)
{
    private static readonly string[] Sections = [".vars", ".settings", ".env", ".backend", ".metadata", ".providers", ".workspace", ".raw"];

    private bool IsTemplate => Source.Contains("{{", StringComparison.Ordinal);

    /// <summary>The key of the row that it begins with; null: a template, which Atmos lets name anything.</summary>
    public string? Field => IsTemplate ? null : Source.TrimStart('.').Split('.')[0];

    /// <summary>Whether filling it needs the sections of a component and not just its names.</summary>
    public bool NeedsSections => Sections.Any(section => (IsTemplate ? Source : "." + Source).Contains(section, StringComparison.Ordinal));

    public string Text(MapNode row) => IsTemplate ? TemplateEngine.Render(Source, row.With("raw", row), ColumnFunctions.Options) : Flat(row.At(Source.TrimStart('.').Split('.')));

    /// <summary>`component,stack`, `Name=field` or `Name={{ template }}`; commas outside braces separate several.</summary>
    public static IEnumerable<ListColumn> ParseMany(string text, bool templatesOnly)
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '{') depth++;
            else if (text[at] is '}') depth--;
            else if (text[at] is ',' && depth <= 0)
            {
                if (text[from..at].Trim() is { Length: > 0 } spec) yield return Parse(spec, templatesOnly);
                from = at + 1;
            }
        }
        if (text[from..].Trim() is { Length: > 0 } last) yield return Parse(last, templatesOnly);
    }

    // Stack={{ .stack }}
    private static ListColumn Parse(string text, bool templatesOnly)
    {
        var at = text.IndexOf('=');
        if (at > 0 && at < text.Length - 1) return new ListColumn(text[..at].Trim(), text[(at + 1)..].Trim());
        return at < 0 && !templatesOnly ? new ListColumn(char.ToUpperInvariant(text[0]) + text[1..], text)
            : throw new CliException($"--columns '{text}' must be in format 'Name=Template'.", ExitCodes.Failed, "Such as --columns 'Stack={{ .stack }}'.");
    }

    /// <summary>columns of atmos.yaml: a list of {name, value}.</summary>
    public static IReadOnlyList<ListColumn> Configured(Node? columns) => columns is ListNode list
        ? [.. list.OfType<MapNode>().Select(map => new ListColumn(map.Text("name") ?? "", map.Text("value") ?? ""))]
        : [];

    internal static string Flat(Node? node) => node switch
    {
        null or NullNode => "",
        MapNode or ListNode => Gaia.Documents.Writing.NodeJson.Write(node, indent: 0, escapeHtml: false),
        _ => node.ToString() ?? "",
    };
}
