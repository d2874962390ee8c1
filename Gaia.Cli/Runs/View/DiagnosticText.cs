using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>
/// <code>
/// Error: Reference to undeclared input variable
///   main.tf:12:7  in terraform_data.greeting
///     input = var.missing
///   An input variable with the name "missing" has not been declared.
/// </code>
/// </summary>
internal static class DiagnosticText
{
    public static IEnumerable<Line> Of(DiagnosticReported diagnostic)
    {
        var ink = diagnostic.Severity == "error" ? Ink.Red : Ink.Yellow;
        yield return new(new Piece(diagnostic.Severity == "error" ? "Error: " : "Warning: ", ink), new Piece(diagnostic.Summary, Ink.Bold));
        if (Place(diagnostic) is { } place) yield return new(new Piece($"  {place}", Ink.Cyan));
        foreach (var line in Split(diagnostic.Snippet)) yield return new(new Piece($"    {line}", Ink.Dim));
        foreach (var line in Split(diagnostic.Detail)) yield return $"  {line}";
    }

    private static string? Place(DiagnosticReported diagnostic)
    {
        var file = diagnostic.File is null ? null
            : diagnostic.Line is null ? diagnostic.File
            : diagnostic.Column is null ? $"{diagnostic.File}:{diagnostic.Line}" : $"{diagnostic.File}:{diagnostic.Line}:{diagnostic.Column}";
        return (file, diagnostic.Address) switch
        {
            (null, null) => null,
            ({ } place, null) => place,
            (null, { } address) => $"in {address}",
            ({ } place, { } address) => $"{place}  in {address}",
        };
    }

    private static string[] Split(string? text) => string.IsNullOrWhiteSpace(text) ? [] : text.TrimEnd().Split('\n');
}
