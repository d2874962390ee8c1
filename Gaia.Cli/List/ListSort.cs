using Gaia.Cli.Hosting;
using Gaia.Documents.Writing;

namespace Gaia.Cli.List;

/// <summary>--sort: columns by name, each upwards unless :desc, the first counting most; numbers in names by value.</summary>
internal static class ListSort
{
    private static readonly Comparer<string> Natural = Comparer<string>.Create(NodeOrder.CompareNaturally);

    public static IEnumerable<IReadOnlyList<string>> By(string order, IReadOnlyList<ListColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var part in order.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var (name, down) = part.Split(':') is [var column, var direction] ? (column, direction is "desc") : (part, false);
            var at = columns.ToList().FindIndex(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                throw new CliException($"--sort: there is no column '{name}'.", ExitCodes.WrongUse,
                    $"The columns are {string.Join(", ", columns.Select(known => known.Name))}.");
            rows = down ? rows.OrderByDescending(row => row[at], Natural) : rows.OrderBy(row => row[at], Natural);
        }
        return rows;
    }
}
