using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Manifests;

/// <summary>A manifest with all it imports.</summary>
/// <param name="Merged">Imports in order, then the file itself.</param>
/// <param name="Inline">Overrides of this file and of those that import it.</param>
/// <param name="FromImports">Overrides that its imports brought.</param>
/// <param name="Layers">The files in the order of merging, the file itself last; a file may come twice.</param>
internal sealed record ImportedManifest(
    ManifestBody Body, MapNode Merged, TypeOverrides Inline, TypeOverrides FromImports, IReadOnlyList<ManifestLayer> Layers)
{
    /// <summary>Some path of its imports is a template: what it means depends on what was imported before it.</summary>
    public bool DependsOnOuter { get; init; }

    /// <summary>What the importing file gets: locals stay where they were written.</summary>
    public MapNode Passed { get; } = Merged.Without("locals");
}

/// <summary>One file's own part in a stack.</summary>
/// <param name="Depth">0 for the stack's own manifest, 1 for what it imports, and so on.</param>
/// <param name="Chain">The import statements that led here, innermost first.</param>
internal sealed record ManifestLayer(ManifestFile File, MapNode Own, int Depth, IReadOnlyList<SourceMark> Chain);
