using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>Reads one configuration file with what it brings: `.atmos.d`, then `import:`, then the file itself.</summary>
internal sealed class ConfigurationReader(RepositoryFiles files, RemoteFiles remote, ConfigurationFunctions functions)
{
    private const int DeepestImport = 10;

    private readonly List<string> read = [];

    /// <summary>Absolute, in the order of merging.</summary>
    public IReadOnlyList<string> Read => read;

    public MapNode File(string path) => Folder(Path.GetDirectoryName(path)!, WithImports(path, 0, []));

    /// <summary>A profile: every configuration file of its folder.</summary>
    public MapNode Profile(string folder) =>
        Glob.Expand(Path.Join(folder, "**/*.{yaml,yml}"), files)
            .Aggregate(MapNode.Empty, (merged, path) => ConfigurationMerge.Merge(merged, WithImports(path, 0, [])));

    private MapNode Folder(string folder, MapNode main)
    {
        var below = MapNode.Empty;
        foreach (var name in (string[])["atmos.d", ".atmos.d"])
            foreach (var path in Glob.Expand(Path.Join(folder, name, "**/*.{yaml,yml}"), files))
                below = ConfigurationMerge.Merge(below, WithImports(path, 0, []));
        return ConfigurationMerge.Merge(below, main);
    }

    private MapNode WithImports(string path, int depth, IReadOnlyList<SourceMark> chain)
    {
        if (depth > DeepestImport)
            throw new StacksInvalidException("config.import-depth",
                $"configuration imports are nested more than {DeepestImport} levels deep", chain[0], chain);
        var own = Parse(path, chain);
        var merged = MapNode.Empty;
        foreach (var import in Imports(own, path, chain))
            foreach (var file in files.Root.At(import.Mark, () => Resolve(import, path, chain)))
                merged = ConfigurationMerge.Merge(merged, WithImports(file, depth + 1, [import.Mark, .. chain]));
        read.Add(path);
        return ConfigurationMerge.Merge(merged, own);
    }

    private MapNode Parse(string path, IReadOnlyList<SourceMark> chain)
    {
        var options = new YamlOptions { File = path, RefuseUnknownFunctions = true };
        return YamlReader.Read(files.Text(path, options), options) switch
        {
            MapNode map => functions.Evaluate(map, path),
            NullNode => MapNode.Empty,
            var other => throw new StacksInvalidException("config.not-a-map",
                $"a configuration file must be a map, this is {other.KindWords}", other.Mark, chain),
        };
    }

    private static IEnumerable<StringNode> Imports(MapNode own, string path, IReadOnlyList<SourceMark> chain) => own["import"] switch
    {
        null or NullNode => [],
        StringNode one => [one],
        ListNode list => list.Select(item => item as StringNode ?? throw new StacksInvalidException("config.import",
            $"an import of a configuration is a path or a URL, not {item.KindWords}", item.Mark, chain)),
        var other => throw new StacksInvalidException("config.import", $"'import' in {path} wants a list of paths", other.Mark, chain),
    };

    private IReadOnlyList<string> Resolve(StringNode import, string from, IReadOnlyList<SourceMark> chain)
    {
        if (import.Value.Contains("://", StringComparison.Ordinal) || import.Value.Contains("::", StringComparison.Ordinal))
            return [remote.Fetch(import.Value, import.Mark)];
        var full = Paths.Join(Path.GetDirectoryName(from)!, import.Value);
        var found = files.FolderExists(full) ? Glob.Expand(full + "/**/*.{yaml,yml}", files)
            : Glob.Expand(full, files) is { Count: > 0 } exact ? exact
            : Glob.Expand(full + ".{yaml,yml}", files);
        // Files of shallow folders first, so that deeper ones win.
        found = [.. found.Where(Paths.IsManifest).OrderBy(path => path.Count(letter => letter == '/')).ThenBy(path => path, StringComparer.Ordinal)];
        return found.Count > 0 ? found : throw new StacksInvalidException("config.import-not-found",
            $"no configuration file matches the import '{import.Value}'", import.Mark, chain);
    }
}
