namespace Gaia.Documents.Nodes;

/// <summary>Where a value was written. Line and column count from 1; 0 means unknown or made by Gaia.</summary>
/// <param name="File">Path as the user would type it, or null for a value that no file holds.</param>
public readonly record struct SourceMark(string? File, int Line, int Column)
{
    public static SourceMark None => default;

    public override string ToString() => File is null ? "(built in)" : Line == 0 ? File : $"{File}:{Line}:{Column}";
}
