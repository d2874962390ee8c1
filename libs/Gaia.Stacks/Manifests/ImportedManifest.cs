using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Manifests;

/// <summary>A manifest with all it imports.</summary>
/// <param name="Common">Imports in order, then the file itself, without `components`.</param>
/// <param name="Inline">Overrides of this file and of those that import it.</param>
/// <param name="FromImports">Overrides that its imports brought.</param>
/// <param name="Own">What the file itself says, overrides put in.</param>
internal sealed record ImportedManifest(
    ManifestBody Body, MapNode Own, MapNode Common, TypeOverrides Inline, TypeOverrides FromImports, IReadOnlyList<ManifestImport> Imports)
{
    /// <summary>Some path of its imports is a template: what it means depends on what was imported before it.</summary>
    public bool DependsOnOuter { get; init; }

    /// <summary>Files in its layers, each as often as it is imported.</summary>
    public long LayerCount { get; } = 1 + Imports.Sum(import => import.Manifest.LayerCount);

    private MapNode? components;

    /// <summary>What the importing file gets: locals stay where they were written.</summary>
    public MapNode Passed { get; } = Common.Without("locals");

    /// <summary>Types of components that it or its imports write, each once.</summary>
    public IReadOnlyList<string> Types { get; } = TypesOf(Own, Imports);

    /// <summary>
    /// `components` alone, of the imports in order, then of the file itself. They are most of a stack, so they merge when
    /// they are first asked for.
    /// </summary>
    public MapNode Components(ListStrategy lists)
    {
        if (components is not null) return components;
        var merged = new LayeredMerge(lists);
        foreach (var import in Imports) merged.Add(import.Manifest.Components(lists));
        if (Own["components"] is { } own) merged.Add(new MapNode([new("components", own)]));
        return Interlocked.CompareExchange(ref components, merged.Result(), null) ?? components;
    }

    /// <summary>The files in the order of merging, the file itself last; a file may come twice.</summary>
    public IReadOnlyList<ManifestLayer> Layers() =>
    [
        .. Imports.SelectMany(import => import.Manifest.Layers()
            .Select(layer => layer with { Depth = layer.Depth + 1, Chain = [.. layer.Chain, import.Mark] })),
        new ManifestLayer(Body.File, Own, 0, []),
    ];

    private static IReadOnlyList<string> TypesOf(MapNode own, IReadOnlyList<ManifestImport> imports)
    {
        IReadOnlyList<string> types = [];
        foreach (var import in imports) types = Union(types, import.Manifest.Types);
        return own.Map("components") is { } components ? Union(types, [.. components.Select(entry => entry.Key)]) : types;
    }

    // Mostly all say terraform, and the first list serves.
    private static IReadOnlyList<string> Union(IReadOnlyList<string> some, IReadOnlyList<string> more) =>
        some.Count == 0 ? more : ReferenceEquals(some, more) || more.All(some.Contains) ? some : [.. some.Union(more)];
}

/// <summary>One import and the statement that led to it.</summary>
internal sealed record ManifestImport(ImportedManifest Manifest, SourceMark Mark);

/// <summary>One file's own part in a stack.</summary>
/// <param name="Depth">0 for the stack's own manifest, 1 for what it imports, and so on.</param>
/// <param name="Chain">The import statements that led here, innermost first.</param>
internal sealed record ManifestLayer(ManifestFile File, MapNode Own, int Depth, IReadOnlyList<SourceMark> Chain);
