using Gaia.Cli.Hosting;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates;

namespace Gaia.Cli.List;

/// <summary>A column: a heading and where its text comes from, a key of the row or a Go template over it.</summary>
internal sealed record ListColumn(string Name, string Source)
{
    private bool IsTemplate => Source.Contains("{{", StringComparison.Ordinal);

    /// <summary>Whether filling it needs the sections of a component and not just its names.</summary>
    public bool NeedsSections => IsTemplate && new[] { ".vars", ".settings", ".env", ".backend", ".metadata", ".providers", ".workspace" }
        .Any(section => Source.Contains(section, StringComparison.Ordinal));

    public string Text(MapNode row) => IsTemplate ? TemplateEngine.Render(Source, row) : Flat(row[Source]);

    /// <summary>A plain name is a field: `component`, or `Name=field`; commas separate several.</summary>
    public static IEnumerable<ListColumn> ParseFields(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? [Parse(text)]
        : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(spec => spec.Split('=', 2) switch
        {
            [var name, var field] => new ListColumn(name, field),
            _ => new ListColumn(char.ToUpperInvariant(spec[0]) + spec[1..], spec),
        });

    // Stack={{ .stack }}
    public static ListColumn Parse(string text)
    {
        var at = text.IndexOf('=');
        if (at <= 0 || at == text.Length - 1)
            throw new CliException($"--columns '{text}' must be in format 'Name=Template'.", ExitCodes.Failed, "Such as --columns 'Stack={{ .stack }}'.");
        return new ListColumn(text[..at].Trim(), text[(at + 1)..].Trim());
    }

    /// <summary>columns of atmos.yaml: a list of {name, value}.</summary>
    public static IReadOnlyList<ListColumn> Configured(Node? columns) => columns is ListNode list
        ? [.. list.OfType<MapNode>().Select(map => new ListColumn(map.Text("name") ?? "", map.Text("value") ?? ""))]
        : [];

    internal static string Flat(Node? node) => node switch
    {
        null or NullNode => "",
        MapNode or ListNode => Gaia.Stacks.Writing.NodeJson.Write(node, indent: 0, escapeHtml: false),
        _ => node.ToString() ?? "",
    };
}
