using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

internal static class OutputsText
{
    private const int OneLine = 60;

    public static IEnumerable<Line> Of(IReadOnlyList<OutputResponse> outputs)
    {
        if (outputs.Count == 0) yield break;
        yield return new Line(new Piece("Outputs:", Ink.Bold));
        var column = Math.Min(40, outputs.Max(output => output.Name.Length));
        foreach (var line in outputs.SelectMany(output => Of(output, column))) yield return line;
    }

    private static IEnumerable<Line> Of(OutputResponse output, int column)
    {
        var start = new Line(new Piece($"  {output.Name.PadRight(column)} = "));
        if (output.Sensitive) return [start.Append("(sensitive)", Ink.Dim)];
        var text = ValueText.Of(output.Value);
        return text.Length <= OneLine || output.Value is not { } value ? [start.Append(text)] : Long(start, value, text);
    }

    /// <summary>A list or map that is too long for one line, with an item on each.</summary>
    private static IEnumerable<Line> Long(Line start, JsonElement value, string text) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            [start.Append("{"), .. value.EnumerateObject().Select(member => (Line)$"      {member.Name}: {ValueText.Of(member.Value)}"), "    }"],
        JsonValueKind.Array => [start.Append("["), .. value.EnumerateArray().Select(item => (Line)$"      {ValueText.Of(item)}"), "    ]"],
        _ => [start.Append(text)],
    };
}
