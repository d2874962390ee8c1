namespace Gaia.Cli.Runs.View;

/// <summary>Resources as a tree with modules as branches:
/// <code>
/// ├─ ✓ terraform_data.greeting["ada"]  created   0s
/// └─ module.network
///    └─ ⠹ aws_vpc.main                 creating  4s
/// </code>
/// What does not fit into the height is counted instead of drawn: first the done, then the waiting, then the rest.
/// </summary>
internal sealed class ResourceTree(IReadOnlyCollection<ResourceRow> rows, Func<ResourceRow, Line> state, Func<ResourceRow, Piece> mark)
{
    private const int StateColumns = 22;

    public IReadOnlyList<Line> Draw(int width, int height)
    {
        var shown = rows;
        foreach (var hide in (Func<ResourceRow, bool>[])[row => row.IsDone, row => row.IsDone || row.IsWaiting])
        {
            if (Count(shown) <= height) break;
            shown = [.. rows.Where(row => !hide(row))];
        }
        var lines = Lines(shown, width);
        if (rows.Count == shown.Count && lines.Count <= height) return [.. lines.Select(line => line.Text)];
        var kept = lines.Take(Math.Max(0, height - 1)).ToList();
        var cut = shown.Count - kept.Count(line => line.IsResource);
        return [.. kept.Select(line => line.Text), new Line(new Piece($"   … {Left(rows.Except(shown), cut)}", Ink.Dim))];
    }

    /// <summary>"95 done, 50 waiting, 3 more"</summary>
    private static string Left(IEnumerable<ResourceRow> hidden, int cut)
    {
        var (done, waiting) = (hidden.Count(row => row.IsDone), hidden.Count(row => !row.IsDone));
        (int Count, string Word)[] all = [(done, "done"), (waiting, "waiting"), (cut, "more")];
        return string.Join(", ", all.Where(left => left.Count > 0).Select(left => $"{left.Count} {left.Word}"));
    }

    private static int Count(IReadOnlyCollection<ResourceRow> shown) =>
        shown.Count + shown.SelectMany(Branches).Distinct().Count();

    private static IEnumerable<string> Branches(ResourceRow row)
    {
        var modules = ResourceAddress.Parse(row.Address).Modules;
        return modules.Select((_, depth) => string.Join('.', modules.Take(depth + 1)));
    }

    private sealed record Drawn(Line Text, bool IsResource);

    private List<Drawn> Lines(IEnumerable<ResourceRow> shown, int width)
    {
        var root = new Branch("");
        foreach (var row in shown) root.Add(ResourceAddress.Parse(row.Address), 0, row);
        var column = Math.Min(root.Width(0) + 2, Math.Max(20, width - StateColumns));
        var lines = new List<Drawn>();
        Draw(root, "", column, width, lines);
        return lines;
    }

    private void Draw(Branch branch, string indent, int column, int width, List<Drawn> lines)
    {
        var left = branch.Rows.Count + branch.Branches.Count;
        foreach (var (name, row) in branch.Rows)
        {
            var start = new Line(new Piece(indent + (--left == 0 ? "└─ " : "├─ "), Ink.Dim), mark(row)).Append(" " + name);
            lines.Add(new(start.Clip(column - 2).To(column).Append(state(row)).Clip(width), true));
        }
        foreach (var inner in branch.Branches)
        {
            var last = --left == 0;
            lines.Add(new(new Line(new Piece(indent + (last ? "└─ " : "├─ "), Ink.Dim), new Piece(inner.Name, Ink.Bold)).Clip(width), false));
            Draw(inner, indent + (last ? "   " : "│  "), column, width, lines);
        }
    }

    private sealed class Branch(string name)
    {
        private readonly SortedDictionary<string, Branch> branches = new(NaturalOrder.Instance);

        public string Name => name;

        public List<(string Name, ResourceRow Row)> Rows { get; } = [];

        public IReadOnlyCollection<Branch> Branches => branches.Values;

        public void Add(ResourceAddress address, int depth, ResourceRow row)
        {
            if (depth == address.Modules.Count)
            {
                Rows.Add((address.Name, row));
                return;
            }
            if (!branches.TryGetValue(address.Modules[depth], out var inner)) branches[address.Modules[depth]] = inner = new(address.Modules[depth]);
            inner.Add(address, depth + 1, row);
        }

        /// <summary>Columns of the longest name with its indent, mark and connector.</summary>
        public int Width(int depth) => Math.Max(
            Rows.Count == 0 ? 0 : Rows.Max(row => row.Name.Length) + depth * 3 + 5,
            branches.Count == 0 ? 0 : branches.Values.Max(branch => branch.Width(depth + 1)));
    }
}
