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

    public IEnumerable<Line> Lines()
    {
        yield return new(StatusText.Mark(Status), new Piece($" {Name,-14} "), new Piece(Detail));
        if (Status == "healthy" || Advice is null) yield break;
        foreach (var line in Advice.Split('\n')) yield return new(new Piece($"  {"",-14} "), new Piece(line, Ink.Cyan));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Check>))]
internal sealed partial class CheckJson : JsonSerializerContext;
