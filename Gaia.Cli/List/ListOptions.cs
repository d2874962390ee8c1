using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Yq;

namespace Gaia.Cli.List;

/// <summary>What every list takes: columns, a filter over the rows, an order, and the form; each also as ATMOS_LIST_....</summary>
internal sealed class ListOptions
{
    private readonly CliContext context;
    private readonly bool templatesOnly;
    private readonly Option<string> format;
    private readonly Option<string[]> columns = new("--columns") { Description = "Column as Name={{ template }} or field; commas or repeat for more", HelpName = "column" };
    private readonly Option<string> filter = new("--filter") { Description = "Rows for which this yq expression is true", HelpName = "expression" };
    private readonly Option<string> sort = new("--sort") { Description = "Columns to order by, such as Stack:asc,Component:desc" };
    private readonly Option<string> delimiter = new("--delimiter") { Description = "Instead of the comma of csv" };

    /// <param name="templatesOnly">Columns must be given as Name={{ template }}, as Atmos wants it for instances.</param>
    public ListOptions(Command command, CliContext context, bool templatesOnly = false)
    {
        (this.context, this.templatesOnly) = (context, templatesOnly);
        format = FormatOption.Create(context, "ATMOS_LIST_FORMAT",
            OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Csv, OutputFormat.Tsv, OutputFormat.Tree);
        foreach (var option in new Option[] { format, columns, filter, sort, delimiter }) command.Add(option);
    }

    /// <param name="settings">The `list` section of atmos.yaml that belongs to the command: columns and a format.</param>
    public ListShape Shape(ParseResult parsed, Node? settings, params ListColumn[] usual)
    {
        var given = parsed.GetValue(columns) is { Length: > 0 } own ? own
            : Preset("COLUMNS") is { } preset ? [preset] : [];
        var shown = given.Length > 0 ? given.SelectMany(column => ListColumn.ParseMany(column, templatesOnly)).ToList()
            : ListColumn.Configured((settings as MapNode)?["columns"]);
        return new ListShape(shown.Count > 0 ? shown : usual, Form(parsed, settings as MapNode), IsUsual: shown.Count == 0, IsAsked: given.Length > 0);
    }

    public bool NeedsSections(ParseResult parsed, ListShape shape) =>
        Value(parsed, filter, "FILTER") is not null || shape.Columns.Any(column => column.NeedsSections);

    public void Write(ParseResult parsed, ListShape shape, IEnumerable<MapNode> rows)
    {
        if (shape.IsAsked) rows = WithFields(shape.Columns, [.. rows]);
        if (Value(parsed, filter, "FILTER") is { } expression)
            rows = rows.Where(row => YqExpression.Evaluate(expression, row) is BoolNode { Value: true });
        IEnumerable<IReadOnlyList<string>> cells = rows.Select(row => (IReadOnlyList<string>)[.. shape.Columns.Select(column => column.Text(row))]);
        if (Value(parsed, sort, "SORT") is { } order) cells = ListSort.By(order, shape.Columns, cells);
        var table = new Rows([.. shape.Columns.Select(column => column.Name)], Distinct(cells), Value(parsed, delimiter, "DELIMITER"));
        if (table.Cells.Count == 0) context.Error.WriteLine("Nothing to list.");
        RowsWriter.Write(context, table, shape.Format);
    }

    // What no row has is a mistake. Where there are no rows nobody knows.
    private static IReadOnlyList<MapNode> WithFields(IReadOnlyList<ListColumn> columns, IReadOnlyList<MapNode> rows)
    {
        if (rows.Count > 0 && columns.FirstOrDefault(column => column.Field is { } field && rows.All(row => row[field] is null)) is { } unknown)
        {
            var known = rows.SelectMany(row => row.Select(entry => entry.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            throw new CliException($"--columns: unknown field '{unknown.Field}'.", ExitCodes.WrongUse,
                NearestNames.Of(unknown.Field!, known) is [var near, ..] ? $"Did you mean `{near}`?" : $"There are {string.Join(", ", known)}.");
        }

        return rows;
    }

    private OutputFormat Form(ParseResult parsed, MapNode? settings)
    {
        var said = parsed.GetResult(format) is { Implicit: false } || Preset("FORMAT") is not null;
        return !said && settings?.Text("format") is { Length: > 0 } configured ? FormatOption.Parse(configured) : parsed.Format(format);
    }

    private string? Value(ParseResult parsed, Option<string> option, string variable) =>
        parsed.GetValue(option) is { Length: > 0 } given ? given : Preset(variable);

    private string? Preset(string variable) => context.Environment.GetValueOrDefault("ATMOS_LIST_" + variable) is { Length: > 0 } preset ? preset : null;

    private static IReadOnlyList<IReadOnlyList<string>> Distinct(IEnumerable<IReadOnlyList<string>> cells)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. cells.Where(row => seen.Add(string.Join('\0', row)))];
    }
}

/// <param name="IsUsual">Nobody chose the columns.</param>
/// <param name="IsAsked">The command line or the environment chose them, not atmos.yaml.</param>
internal sealed record ListShape(IReadOnlyList<ListColumn> Columns, OutputFormat Format, bool IsUsual, bool IsAsked = false)
{
    public bool IsUsualTree => IsUsual && Format == OutputFormat.Tree;
}
