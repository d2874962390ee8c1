using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Merging;
using Gaia.Templates;

namespace Gaia.Stacks.Manifests;

/// <summary>Merges a manifest with its imports, recursively. What many stacks import is merged once.</summary>
internal sealed class ManifestImporter(
    ManifestBodies bodies, ImportPaths paths, ManifestTemplates templates, AtmosConfiguration configuration)
{
    private const int Deepest = 100;
    private const int ImportSteps = 1000;
    private const int MostLayers = 20_000;
    private const int MostPathPasses = 10;

    private readonly ConcurrentDictionary<string, ImportedManifest> shared = new(StringComparer.Ordinal);
    private readonly bool ignoreMissing = configuration.Templates.Raw.Flag("ignore_missing_template_values") ?? false;

    public ListStrategy Lists { get; } = ListStrategies.Parse(configuration.ListMergeStrategy);

    public ImportedManifest Import(string path) =>
        Import(path, ImportContext.None, static () => MapNode.Empty, TypeOverrides.None, TypeOverrides.None, [], []);

    /// <param name="outer">What was imported before this file: templates in the paths of its imports may name it.</param>
    private ImportedManifest Import(
        string path, ImportContext context, Func<MapNode> outer, TypeOverrides inline, TypeOverrides fromImports,
        IReadOnlyList<string> open, IReadOnlyList<SourceMark> chain)
    {
        WorkBudget.Current?.Spend(ImportSteps, new(path, 1, 1));
        if (open.Contains(path)) throw Cycle(path, open, chain);
        if (open.Count > Deepest)
            throw new StacksInvalidException("import.depth", $"imports are nested more than {Deepest} files deep", chain[0], [.. chain.Skip(1)]);
        if (Known(path, context, inline, fromImports) is { } known) return known;
        try
        {
            var made = Make(path, context, outer, inline, fromImports, [.. open, path], chain);
            return IsShared(context, inline, fromImports) && !made.DependsOnOuter ? shared.GetOrAdd(path, made) : made;
        }
        catch (DocumentException fault) when (fault is not (StacksNotFoundException or WorkExceededException) && fault.ImportChain.Count == 0 && chain.Count > 0)
        {
            throw new StacksInvalidException(fault.Code, fault.Message, fault.Mark, chain, fault);
        }
    }

    private ImportedManifest Make(
        string path, ImportContext context, Func<MapNode> outer, TypeOverrides inline, TypeOverrides fromImports,
        IReadOnlyList<string> open, IReadOnlyList<SourceMark> chain)
    {
        var body = bodies.Of(path, context);
        inline = TypeOverrides.Of(body.Own, Lists).Below(inline, Lists);
        var (merged, imports, dependsOnOuter, layers) = (new LayeredMerge(Lists), new List<ManifestImport>(), false, 1L);
        var earlier = () => DeepMerge.Merge(outer(), Sections(merged.Result()));
        foreach (var statement in ImportStatement.Of(body.Own, body.File.Relative, chain))
        {
            dependsOnOuter |= TemplateEngine.HasActions(statement.Path);
            var import = Rendered(statement, earlier, body, context, chain);
            var next = context.For(import, body.Context, ignoreMissing);
            foreach (var file in Files(import, chain))
            {
                var imported = Known(file, next, inline, fromImports)
                    ?? configuration.Root.At(import.Mark, () => Import(file, next, earlier, inline, fromImports, open, [import.Mark, .. chain]));
                fromImports = fromImports.Below(imported.FromImports, Lists).Below(imported.Inline, Lists);
                merged.Add(imported.Passed);
                dependsOnOuter |= imported.DependsOnOuter;
                imports.Add(new ManifestImport(imported, import.Mark));
                if (WorkBudget.Current is not null && (layers += imported.LayerCount) > MostLayers)
                    throw new WorkExceededException($"its imports bring in more than {MostLayers} files, counted as often as they are imported", import.Mark);
            }
        }

        var own = fromImports.Below(inline, Lists).Into(body.Own);
        merged.Add(own.Without("components"));
        return new ImportedManifest(body, own, merged.Result(), inline, fromImports, imports) { DependsOnOuter = dependsOnOuter };
    }

    private ImportedManifest? Known(string path, ImportContext context, TypeOverrides inline, TypeOverrides fromImports) =>
        IsShared(context, inline, fromImports) ? shared.GetValueOrDefault(path) : null;

    private static bool IsShared(ImportContext context, TypeOverrides inline, TypeOverrides fromImports) =>
        context == ImportContext.None && inline.IsNone && fromImports.IsNone;

    // A path may name what earlier imports and the file itself say, and the import's own context.
    private ImportStatement Rendered(
        ImportStatement import, Func<MapNode> earlier, ManifestBody body, ImportContext context, IReadOnlyList<SourceMark> chain)
    {
        if (!TemplateEngine.HasActions(import.Path) || import.SkipTemplates) return import;
        var data = DeepMerge.Merge(earlier(), DeepMerge.Merge(Sections(body.Own), body.Context));
        data = DeepMerge.Merge(data, DeepMerge.Merge(import.Context, context.Values));
        try
        {
            var missing = import.IgnoreMissingValues || ignoreMissing ? MissingKeyMode.NoValue : MissingKeyMode.Error;
            var path = import.Path;
            // A value may be a template itself; one that only ever names itself stays what it is.
            for (var pass = 0; pass < MostPathPasses && TemplateEngine.HasActions(path); pass++) path = templates.Render(path, data, import.Mark, missing);
            return import with { Path = path };
        }
        catch (TemplateException fault)
        {
            throw ManifestTemplates.Invalid(fault, chain);
        }
    }

    private IReadOnlyList<string> Files(ImportStatement import, IReadOnlyList<SourceMark> chain)
    {
        var found = paths.Resolve(import);
        if (found.Count > 0 || import.SkipIfMissing || (import.SkipTemplates && TemplateEngine.HasActions(import.Path))) return found;
        var nearest = paths.Nearest(import.Path);
        throw new StacksInvalidException("import.not-found",
            $"no manifest matches the import '{import.Path}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : "")}", import.Mark, chain);
    }

    private StacksInvalidException Cycle(string path, IReadOnlyList<string> open, IReadOnlyList<SourceMark> chain)
    {
        var names = open.SkipWhile(file => file != path).Append(path).Select(file => Path.GetRelativePath(configuration.Stacks.BasePath, file));
        return new StacksInvalidException("import.cycle", $"imports go round in a circle: {string.Join(" -> ", names)}", chain[0], [.. chain.Skip(1)]);
    }

    private static MapNode Sections(MapNode map) =>
        new([.. map.Where(entry => entry.Key is "settings" or "vars" or "env" or "locals")]);
}
