using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Manifests;

/// <summary>From an import's path to the files it means.</summary>
internal sealed class ImportPaths(string stacksFolder, RepositoryFiles files, Func<ImportStatement, string> fetch)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".yaml.tmpl", ".yml.tmpl"];

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> found = new(StringComparer.Ordinal);

    /// <summary>Absolute and sorted; empty when nothing matches.</summary>
    public IReadOnlyList<string> Resolve(ImportStatement import) =>
        found.TryGetValue(import.Path, out var known) ? known
        : IsRemote(import.Path) ? [fetch(import)]
        : files.Root.At(import.Mark, () => found.GetOrAdd(import.Path, Local));

    private IReadOnlyList<string> Local(string path)
    {
        var full = Paths.Join(stacksFolder, path);
        var extension = Path.GetExtension(path);
        if (extension.Length == 0) return Glob.Expand(WithExtension(full), files);
        if (extension is ".yaml" or ".yml" && files.FileExists(full + ".tmpl")) return [full + ".tmpl"];
        var exact = Glob.Expand(full, files);
        return exact.Count > 0 || Paths.IsManifest(full) ? exact : Glob.Expand(WithExtension(full), files);
    }

    public static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.Contains("::", StringComparison.Ordinal)
        || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal)
        || path.StartsWith("gitlab.com/", StringComparison.Ordinal) || path.StartsWith("bitbucket.org/", StringComparison.Ordinal);

    /// <summary>Manifests with names near to one that was not found.</summary>
    public IReadOnlyList<string> Nearest(string path)
    {
        var folder = Paths.Join(stacksFolder, Path.GetDirectoryName(path) ?? "");
        var names = files.List(folder).Files.Where(Paths.IsManifest).Select(Paths.WithoutManifestExtension);
        return [.. NearestNames.Of(Path.GetFileName(path), names).Select(name => Paths.Clean(Path.GetDirectoryName(path) ?? "", name))];
    }

    private string WithExtension(string full) =>
        Extensions.Select(extension => full + extension).FirstOrDefault(files.FileExists) ?? full + ".yaml";
}
