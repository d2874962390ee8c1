using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

internal static class OutputsText
{
    public static IEnumerable<Line> Of(IReadOnlyList<OutputResponse> outputs)
    {
        if (outputs.Count == 0) yield break;
        yield return new Line(new Piece("Outputs:", Ink.Bold));
        var column = Math.Min(40, outputs.Max(output => output.Name.Length));
        foreach (var output in outputs)
            yield return new Line(
                new Piece($"  {output.Name.PadRight(column)} = "),
                output.Sensitive ? new Piece("(sensitive)", Ink.Dim) : new Piece(ValueText.Of(output.Value)));
    }
}
