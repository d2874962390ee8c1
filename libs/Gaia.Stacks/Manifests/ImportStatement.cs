using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Manifests;

/// <summary>One entry of `import:`: a path, or a map with a path, a context and flags.</summary>
internal sealed record ImportStatement(string Path, SourceMark Mark)
{
    public MapNode Context { get; init; } = MapNode.Empty;

    public bool SkipTemplates { get; init; }

    public bool IgnoreMissingValues { get; init; }

    public bool SkipIfMissing { get; init; }

    /// <param name="relativeFile">The importing file, relative to the stacks folder: `./x` starts from its folder.</param>
    public static IReadOnlyList<ImportStatement> Of(MapNode manifest, string relativeFile, IReadOnlyList<SourceMark> chain) =>
        manifest["import"] switch
        {
            null or NullNode => [],
            ListNode list => [.. list.Select(item => One(item, relativeFile, chain))],
            var other => throw Invalid($"'import' wants a list, not {other.KindWords}", other.Mark, chain),
        };

    private static ImportStatement One(Node item, string file, IReadOnlyList<SourceMark> chain) => item switch
    {
        StringNode { Value.Length: > 0 } text => new ImportStatement(Resolve(text.Value, file), text.Mark),
        MapNode map when map.Text("path") is { Length: > 0 } path => new ImportStatement(Resolve(path, file), map["path"]!.Mark)
        {
            Context = map.Map("context") ?? MapNode.Empty,
            SkipTemplates = map.Flag("skip_templates_processing") ?? false,
            IgnoreMissingValues = map.Flag("ignore_missing_template_values") ?? false,
            SkipIfMissing = map.Flag("skip_if_missing") ?? false,
        },
        MapNode => throw Invalid("an import given as a map needs a 'path'", item.Mark, chain),
        _ => throw Invalid($"an import is a path or a map with a path, not {(item is StringNode ? "blank text" : item.KindWords)}", item.Mark, chain),
    };

    private static string Resolve(string path, string file) =>
        path is "." or ".." || path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal)
            ? Paths.Clean(System.IO.Path.GetDirectoryName(file) ?? "", path)
            : path;

    private static StacksInvalidException Invalid(string message, SourceMark mark, IReadOnlyList<SourceMark> chain) =>
        new("manifest.import", message, mark, chain);
}
