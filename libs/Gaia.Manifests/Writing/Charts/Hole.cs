using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>A place of a template that values fill. Until the template is text, a word that nothing else contains stands for it.</summary>
/// <param name="Expression">Without braces: `.Values.workloads.api.image | quote`.</param>
/// <param name="IsTree">It becomes lines below its key.</param>
/// <param name="Condition">Null: it is always there. Else the key is written only if this holds.</param>
internal sealed record Hole(string Expression, bool IsTree = false, string? Condition = null)
{
    /// <summary>Instead of one expression: lines that stand below the key, with holes of their own.</summary>
    public string? Lines { get; init; }

    /// <param name="mark">Of one template: see <see cref="Mark"/>.</param>
    public static string Word(string mark, int number) => string.Create(CultureInfo.InvariantCulture, $"{mark}{number}ELOH");

    /// <summary>How words of holes begin: as nothing that these trees say.</summary>
    public static string Mark(IEnumerable<Node> trees)
    {
        var (texts, mark) = (string.Join('\n', trees.Select(tree => NodeYaml.Write(tree))), "HOLE");
        while (texts.Contains(mark, StringComparison.Ordinal)) mark += "X";
        return mark;
    }

    /// <param name="values">What it is filled with; null where its key is missing.</param>
    public static Hole Of(string[] path, IReadOnlyList<Node?> values)
    {
        var reference = ChartValues.Reference(path);
        var condition = values.Any(value => value is null) ? $"hasKey {ChartValues.Reference(path[..^1])} \"{path[^1]}\"" : null;
        var some = values.OfType<Node>().ToList();
        return some.All(value => value is MapNode or ListNode) ? new($"toYaml {reference}", IsTree: true, condition)
            : some.All(value => value is StringNode) ? new($"{reference} | quote", Condition: condition)
            : some.All(value => value is IntNode) ? new($"int64 {reference}", Condition: condition)
            : new($"{reference} | toJson", Condition: condition);
    }
}
