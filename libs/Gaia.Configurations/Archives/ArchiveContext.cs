namespace Gaia.Configurations.Archives;

/// <summary>How the sender opened the repository, so that whoever unpacks it resolves the same. Paths are relative to the root.</summary>
public sealed record ArchiveContext
{
    public const string FileName = ".gaia/configuration.json";

    /// <summary>Where atmos was started; empty for the root itself.</summary>
    public string WorkingDirectory { get; init; } = "";

    public IReadOnlyList<string> ConfigPaths { get; init; } = [];

    public string? BasePath { get; init; }

    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Variables that shape the configuration (ATMOS_...), never credentials.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What `!env` and templates of the configuration read of the sender's environment, and found there.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What they read and did not find.</summary>
    public IReadOnlyList<string> AbsentVariables { get; init; } = [];

    /// <summary>What `!git.*` functions found in the sender's repository, by function (`git.sha`); null where it does not say.</summary>
    public IReadOnlyDictionary<string, string?> Git { get; init; } = new Dictionary<string, string?>();
}
