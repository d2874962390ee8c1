using Gaia.Cli.Hosting;

namespace Gaia.Cli.Output;

/// <summary>A listing in the form asked for. Tables are drawn on a terminal; piped they are bare rows.</summary>
internal static class RowsWriter
{
    public static void Write(CliContext context, Rows rows, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json or OutputFormat.Yaml: Document.Write(context, rows.ToNode(), format); break;
            case OutputFormat.Csv: Delimited(context.Out, rows, rows.Delimiter ?? ","); break;
            case OutputFormat.Tsv: Delimited(context.Out, rows, "\t"); break;
            case OutputFormat.Tree: RowsTree.Write(context.Out, rows); break;
            case OutputFormat.Table when context.Terminal.OutIsTerminal: RowsTable.Write(context.Terminal, rows); break;
            case OutputFormat.Table: Plain(context.Out, rows); break;
        }
    }

    private static void Delimited(TextWriter output, Rows rows, string delimiter)
    {
        output.WriteLine(string.Join(delimiter, rows.Columns.Select(cell => Quoted(cell, delimiter))));
        foreach (var row in rows.Cells) output.WriteLine(string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter))));
    }

    private static string Quoted(string cell, string delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    // As Atmos pipes it, ready for cut and xargs: no heading, tabs between cells.
    private static void Plain(TextWriter output, Rows rows)
    {
        foreach (var row in rows.Cells) output.WriteLine(string.Join('\t', row.Select(cell => cell.ReplaceLineEndings(" "))));
    }
}
