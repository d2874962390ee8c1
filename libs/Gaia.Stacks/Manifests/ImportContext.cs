using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Manifests;

/// <summary>What an importing file hands to the templates of an imported one.</summary>
/// <param name="Values">Context of the import statements, and sections of importing files that have locals.</param>
/// <param name="IsExplicit">An import statement gave a context: a template that misses a value is then an error.</param>
internal sealed record ImportContext(MapNode Values, bool IsExplicit, bool SkipTemplates = false, bool IgnoreMissingValues = false)
{
    public static ImportContext None { get; } = new(MapNode.Empty, false);

    public bool IsEmpty => Values.Count == 0;

    /// <summary>For one import of the file: the importing file's values win over the statement's own.</summary>
    public ImportContext For(ImportStatement import, MapNode fileContext, bool ignoreMissing)
    {
        var values = DeepMerge.Merge(import.Context, DeepMerge.Merge(Values, fileContext)).Without("locals");
        return values.Count == 0 && !import.SkipTemplates ? None : new ImportContext(values, IsExplicit || import.Context.Count > 0,
            import.SkipTemplates, import.IgnoreMissingValues || ignoreMissing);
    }
}
