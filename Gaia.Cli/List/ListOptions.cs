using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Yq;

namespace Gaia.Cli.List;

/// <summary>What every list takes: columns, a filter over the rows, an order, and the form.</summary>
internal sealed class ListOptions
{
    private readonly bool templatesOnly;
    private readonly Option<string> format = FormatOption.Create(
        OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Csv, OutputFormat.Tsv, OutputFormat.Tree);
    private readonly Option<string[]> columns = new("--columns") { Description = "Column as Name={{ template }}; repeat for more", HelpName = "column" };
    private readonly Option<string> filter = new("--filter") { Description = "Rows for which this yq expression is true", HelpName = "expression" };
    private readonly Option<string> sort = new("--sort") { Description = "Columns to order by, such as Stack:asc,Component:desc" };
    private readonly Option<string> delimiter = new("--delimiter") { Description = "Instead of the comma of csv" };

    /// <param name="templatesOnly">Columns must be given as Name={{ template }}, as Atmos wants it for instances.</param>
    public ListOptions(Command command, bool templatesOnly = false)
    {
        this.templatesOnly = templatesOnly;
        foreach (var option in new Option[] { format, columns, filter, sort, delimiter }) command.Add(option);
    }

    public IReadOnlyList<ListColumn> Columns(ParseResult parsed, Node? configured, params ListColumn[] usual)
    {
        if (parsed.GetValue(columns) is { Length: > 0 } given) return templatesOnly ? [.. given.Select(ListColumn.Parse)] : [.. given.SelectMany(ListColumn.ParseFields)];
        return ListColumn.Configured(configured) is { Count: > 0 } own ? own : usual;
    }

    public bool NeedsSections(ParseResult parsed, IReadOnlyList<ListColumn> shown) =>
        parsed.GetValue(filter) is { Length: > 0 } || shown.Any(column => column.NeedsSections);

    public void Write(CliContext context, ParseResult parsed, IReadOnlyList<ListColumn> shown, IEnumerable<MapNode> rows)
    {
        if (parsed.GetValue(filter) is { Length: > 0 } expression)
            rows = rows.Where(row => YqExpression.Evaluate(expression, row) is BoolNode { Value: true });
        IEnumerable<IReadOnlyList<string>> cells = rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(column => column.Text(row))]);
        if (parsed.GetValue(sort) is { Length: > 0 } order) cells = ListSort.By(order, shown, cells);
        var table = new Rows([.. shown.Select(column => column.Name)], Distinct(cells), parsed.GetValue(delimiter));
        if (table.Cells.Count == 0) context.Error.WriteLine("Nothing to list.");
        RowsWriter.Write(context, table, parsed.Format(format));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Distinct(IEnumerable<IReadOnlyList<string>> cells)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. cells.Where(row => seen.Add(string.Join('\0', row)))];
    }
}
