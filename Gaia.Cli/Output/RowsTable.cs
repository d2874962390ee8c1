using Gaia.Cli.Hosting;
using Spectre.Console;

namespace Gaia.Cli.Output;

/// <summary>The listing as a table for people. Only a terminal gets here, so that pipes never pay for Spectre.</summary>
internal static class RowsTable
{
    public static void Write(Terminal terminal, Rows rows)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in rows.Columns) table.AddColumn(new TableColumn(new Markup(Markup.Escape(column), new Style(decoration: Decoration.Bold))));
        foreach (var row in rows.Cells) table.AddRow(row.Select(cell => new Text(cell)));
        terminal.Console.Write(table);
    }
}
