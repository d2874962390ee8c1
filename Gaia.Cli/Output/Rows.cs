using Gaia.Documents.Nodes;

namespace Gaia.Cli.Output;

/// <summary>A listing before it has a form: named columns and rows of text.</summary>
/// <param name="Delimiter">What separates the cells of csv, when not a comma.</param>
internal sealed record Rows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Cells, string? Delimiter = null)
{
    public Node ToNode() => new ListNode([.. Cells.Select(row =>
        (Node)new MapNode([.. Columns.Select((column, at) => KeyValuePair.Create(column, (Node)new StringNode(row[at])))]))]);
}
