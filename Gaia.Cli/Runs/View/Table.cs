namespace Gaia.Cli.Runs.View;

/// <summary>Rows with their columns below each other; the heading dim, the last column as long as it is.</summary>
internal static class Table
{
    public static IEnumerable<Line> Of(IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<Piece>> rows)
    {
        var widths = heading.Select((title, i) => rows.Select(row => row[i].Text.Length).Append(title.Length).Max()).ToList();
        yield return Row(heading.Select(title => new Piece(title, Ink.Dim)), widths);
        foreach (var row in rows) yield return Row(row, widths);
    }

    private static Line Row(IEnumerable<Piece> cells, List<int> widths)
    {
        var all = cells.ToList();
        return new([.. all.SelectMany((cell, i) => (Piece[])[cell, new(i == all.Count - 1 ? "" : new string(' ', widths[i] - cell.Text.Length + 2))])]);
    }
}
