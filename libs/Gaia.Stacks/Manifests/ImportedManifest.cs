using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Manifests;

/// <summary>A manifest with all it imports.</summary>
/// <param name="Merged">Imports in order, then the file itself.</param>
/// <param name="Inline">Overrides of this file and of those that import it.</param>
/// <param name="FromImports">Overrides that its imports brought.</param>
/// <param name="Own">What the file itself says, overrides put in.</param>
internal sealed record ImportedManifest(
    ManifestBody Body, MapNode Own, MapNode Merged, TypeOverrides Inline, TypeOverrides FromImports, IReadOnlyList<ManifestImport> Imports)
{
    /// <summary>Some path of its imports is a template: what it means depends on what was imported before it.</summary>
    public bool DependsOnOuter { get; init; }

    /// <summary>What the importing file gets: locals stay where they were written.</summary>
    public MapNode Passed { get; } = Merged.Without("locals");

    /// <summary>The files in the order of merging, the file itself last; a file may come twice.</summary>
    public IReadOnlyList<ManifestLayer> Layers() =>
    [
        .. Imports.SelectMany(import => import.Manifest.Layers()
            .Select(layer => layer with { Depth = layer.Depth + 1, Chain = [.. layer.Chain, import.Mark] })),
        new ManifestLayer(Body.File, Own, 0, []),
    ];
}

/// <summary>One import and the statement that led to it.</summary>
internal sealed record ManifestImport(ImportedManifest Manifest, SourceMark Mark);

/// <summary>One file's own part in a stack.</summary>
/// <param name="Depth">0 for the stack's own manifest, 1 for what it imports, and so on.</param>
/// <param name="Chain">The import statements that led here, innermost first.</param>
internal sealed record ManifestLayer(ManifestFile File, MapNode Own, int Depth, IReadOnlyList<SourceMark> Chain);
