using Gaia.Documents.Nodes;

namespace Gaia.Vendoring;

/// <summary>One thing to vendor, with templates in source and targets already rendered.</summary>
/// <param name="Component">Null where the manifest names none.</param>
/// <param name="Targets">Absolute paths.</param>
/// <param name="BaseFolder">Absolute folder that a local source is relative to.</param>
/// <param name="FileName">For a mixin: the name of the one file it becomes.</param>
public sealed record VendorSource(
    string? Component, string Source, string? Version, IReadOnlyList<string> Targets, IReadOnlyList<string> IncludedPaths,
    IReadOnlyList<string> ExcludedPaths, IReadOnlyList<string> Tags, string BaseFolder, string? FileName, SourceMark Mark);

/// <param name="Kind">git, http, oci or local.</param>
/// <param name="Files">Written files, relative to the target, each target counted once.</param>
public sealed record VendoredSource(VendorSource Source, string Kind, IReadOnlyList<string> Files);

/// <param name="Change">added, changed or removed: what a pull would do, or (removed) has no file upstream any more.</param>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Lines">Unified diff; empty for binary files.</param>
public sealed record VendorChange(string? Component, string Change, string Path, string Lines);
