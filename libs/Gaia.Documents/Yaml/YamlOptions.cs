namespace Gaia.Documents.Yaml;

public sealed record YamlOptions
{
    public static YamlOptions Default { get; } = new();

    /// <summary>The name that errors and marks carry.</summary>
    public string? File { get; init; }

    public YamlLimits Limits { get; init; } = YamlLimits.Default;

    /// <summary>Refuse tags that are not functions of Atmos, instead of dropping the tag as YAML readers do.</summary>
    public bool RefuseUnknownFunctions { get; init; }
}
