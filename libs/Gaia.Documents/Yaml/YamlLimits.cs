namespace Gaia.Documents.Yaml;

/// <summary>Bounds that keep a document, hostile or mistaken, from taking the process with it.</summary>
public sealed record YamlLimits
{
    public static YamlLimits Default { get; } = new();

    /// <summary>Bytes of one file.</summary>
    public int Bytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Levels of maps and lists.</summary>
    public int Depth { get; init; } = 256;

    /// <summary>Nodes of one document, each alias counted as all that it stands for.</summary>
    public int Nodes { get; init; } = 1_000_000;
}
