using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;
using Gaia.Stacks.Includes;

namespace Gaia.Stacks.Manifests;

/// <summary>Reads and parses manifests, each text once.</summary>
internal sealed class ManifestText(RepositoryFiles files, IncludeFunction includes, string stacksFolder, string workingDirectory)
{
    private readonly ConcurrentDictionary<string, ManifestFile> texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MapNode> parsed = new(StringComparer.Ordinal);

    public ManifestFile File(string path) => texts.GetOrAdd(path, Load);

    /// <summary>The file as YAML, templates left as text.</summary>
    public MapNode Parse(ManifestFile file) => parsed.TryGetValue(file.Path, out var map) ? map : parsed.GetOrAdd(file.Path, Parse(file, file.Text));

    /// <summary>A text that templates made of the file.</summary>
    public MapNode Parse(ManifestFile file, string text)
    {
        var node = YamlReader.Read(text, new YamlOptions { File = file.Shown, RefuseUnknownFunctions = true });
        return node.IsMap(out var map) ? includes.Resolve(map, file.Path) : throw node.NotAMap("manifest.not-a-map", "a stack manifest");
    }

    private ManifestFile Load(string path)
    {
        var shown = Paths.Below(workingDirectory, path);
        return new ManifestFile(path, Paths.Below(stacksFolder, path), shown, files.Text(path, new YamlOptions { File = shown }));
    }
}
