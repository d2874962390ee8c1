namespace Gaia.Configurations.Archives;

/// <summary>What to pack.</summary>
public sealed record ArchiveSource
{
    /// <summary>Absolute; every path in the archive is relative to it.</summary>
    public required string Root { get; init; }

    /// <summary>Files to take whatever ignore files say: those the engine read.</summary>
    public IReadOnlyCollection<string> Files { get; init; } = [];

    /// <summary>Component folders: taken with everything below that is not ignored, and the local modules they refer to.</summary>
    public IReadOnlyCollection<string> Folders { get; init; } = [];

    public ArchiveContext Context { get; init; } = new();
}
