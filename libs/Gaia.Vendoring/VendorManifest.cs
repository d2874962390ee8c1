using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;

namespace Gaia.Vendoring;

/// <summary>Reads vendor.yaml with its imports, or a component's component.yaml.</summary>
public static class VendorManifest
{
    /// <summary>What the options select, in the order of the manifests.</summary>
    /// <exception cref="DocumentException">No manifest, no such component, or a manifest that is wrong.</exception>
    public static IReadOnlyList<VendorSource> Select(VendorOptions options)
    {
        var sources = Exists(options) ? All(options) : [];
        if (options.Component is { } component)
        {
            var own = sources.Where(source => source.Component == component).ToArray();
            return own.Length > 0 ? own : ComponentManifest.Read(options, component, sources);
        }
        if (!Exists(options)) throw VendorErrors.NoManifest(Location(options));
        if (options.Tags.Count == 0) return sources;
        var tagged = sources.Where(source => source.Tags.Intersect(options.Tags).Any()).ToArray();
        return tagged.Length > 0 ? tagged : throw VendorErrors.NoTags(options.Tags);
    }

    /// <summary>Every source of vendor.yaml and what it imports.</summary>
    public static IReadOnlyList<VendorSource> All(VendorOptions options)
    {
        var location = Location(options);
        if (!Exists(options)) throw VendorErrors.NoManifest(location);
        IEnumerable<string> files = Directory.Exists(location)
            ? Directory.EnumerateFiles(location).Where(IsYaml).Order(StringComparer.Ordinal)
            : [location];
        var sources = new List<VendorSource>();
        foreach (var file in files) Read(options, file, [], sources);
        var twice = sources.Where(source => source.Component is not null).GroupBy(source => source.Component).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw VendorErrors.Manifest($"component '{twice.Key}' is vendored twice; first at {twice.First().Mark}", twice.Last().Mark);
        return sources;
    }

    internal static MapNode Spec(string file, string shown)
    {
        var document = YamlReader.Read(RegularFile.ReadText(file), new YamlOptions { File = shown });
        return (document as MapNode)?.Map("spec") ?? throw VendorErrors.Manifest("the manifest has no 'spec'", document.Mark);
    }

    internal static bool Exists(VendorOptions options) => File.Exists(Location(options)) || Directory.Exists(Location(options));

    private static string Location(VendorOptions options)
    {
        var path = Path.GetFullPath(options.Manifest is { Length: > 0 } manifest ? manifest : "vendor.yaml", options.BasePath);
        return !Path.Exists(path) && File.Exists(Path.ChangeExtension(path, ".yml")) ? Path.ChangeExtension(path, ".yml") : path;
    }

    private static void Read(VendorOptions options, string file, HashSet<string> chain, List<VendorSource> sources)
    {
        var shown = Path.GetRelativePath(options.BasePath, file);
        if (!chain.Add(file)) throw VendorErrors.Manifest($"'{shown}' imports itself", new SourceMark(shown, 0, 0));
        var spec = Spec(file, shown);
        foreach (var import in spec["imports"] as ListNode ?? ListNode.Empty)
            foreach (var path in Imported(options, import)) Read(options, path, [.. chain], sources);
        foreach (var entry in spec["sources"] as ListNode ?? ListNode.Empty)
            sources.Add(VendorEntries.Source(options, entry as MapNode ?? throw VendorErrors.Manifest("a source must be a map", entry.Mark), file));
        if (spec["imports"] is null && spec["sources"] is null) throw VendorErrors.Manifest("the manifest has neither 'sources' nor 'imports'", spec.Mark);
    }

    private static IEnumerable<string> Imported(VendorOptions options, Node import)
    {
        var pattern = import is StringNode text ? text.Value : throw VendorErrors.Manifest("an import must be a path", import.Mark);
        if (!Path.HasExtension(pattern)) pattern += ".yaml";
        var folder = Path.GetFullPath(Path.GetDirectoryName(pattern) is { Length: > 0 } parent && !parent.Contains('*') ? parent : ".", options.BasePath);
        var found = pattern.Contains('*')
            ? VendorFiles.List(folder).Where(file => Glob.Matches(pattern, Path.GetRelativePath(options.BasePath, Path.Join(folder, file)))).Select(file => Path.Join(folder, file)).ToArray()
            : [Path.GetFullPath(pattern, options.BasePath)];
        return found.Length > 0 && found.All(File.Exists) ? found : throw VendorErrors.Manifest($"the import '{pattern}' matches no file", import.Mark);
    }

    private static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml";
}
