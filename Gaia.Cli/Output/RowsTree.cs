namespace Gaia.Cli.Output;

/// <summary>The listing as a tree: each column one level deeper, equal neighbours written once.</summary>
internal static class RowsTree
{
    public static void Write(TextWriter output, Rows rows) => Level(output, rows.Cells, 0, "");

    private static void Level(TextWriter output, IReadOnlyList<IReadOnlyList<string>> rows, int depth, string indent)
    {
        var groups = rows.Where(row => row.Count > depth).GroupBy(row => row[depth], StringComparer.Ordinal).ToArray();
        for (var i = 0; i < groups.Length; i++)
        {
            var last = i == groups.Length - 1;
            output.WriteLine(depth == 0 ? groups[i].Key : $"{indent}{(last ? "└── " : "├── ")}{groups[i].Key}");
            Level(output, [.. groups[i]], depth + 1, depth == 0 ? "" : indent + (last ? "    " : "│   "));
        }
    }
}
