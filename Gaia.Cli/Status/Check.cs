using System.Text.Json.Serialization;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Status;

/// <summary>One finding of the doctor.</summary>
/// <param name="Status">healthy, degraded (something will not work), unhealthy (nothing will), as the API says it of its own parts.</param>
/// <param name="Advice">What to do where it is not healthy.</param>
internal sealed record Check(string Name, string Status, string Detail, string? Advice = null)
{
    public static Check Good(string name, string detail) => new(name, "healthy", detail);

    public static Check Warn(string name, string detail, string advice) => new(name, "degraded", detail, advice);

    public static Check Bad(string name, string detail, string advice) => new(name, "unhealthy", detail, advice);

    public IEnumerable<Line> Lines(int width)
    {
        var start = new Line(StatusText.Mark(Status), new Piece($" {Name,-14} "));
        var column = start.Width;
        foreach (var line in Wrapped.Of(Detail, width - column))
        {
            yield return start.Append(line);
            start = new string(' ', column);
        }
        if (Status == "healthy" || Advice is null) yield break;
        foreach (var line in Wrapped.Of(Advice, width - column)) yield return new(new Piece(new string(' ', column)), new Piece(line, Ink.Cyan));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Check>))]
internal sealed partial class CheckJson : JsonSerializerContext;
