using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Manifests;

/// <summary>Which files below the stacks folder are stacks: included_paths without excluded_paths.</summary>
internal static class ManifestDiscovery
{
    /// <summary>Absolute paths, each once, in the order of included_paths and then of names.</summary>
    public static IReadOnlyList<string> Find(AtmosConfiguration configuration, RepositoryFiles files)
    {
        var stacks = configuration.Stacks;
        if (!files.FolderExists(stacks.BasePath))
            throw configuration.Files.Count > 0
                ? new StacksInvalidException("stacks.no-folder", $"the stacks folder {stacks.BasePath} does not exist; set stacks.base_path in atmos.yaml")
                : new StacksInvalidException("stacks.no-configuration", ConfigurationFiles.NotFound(configuration.BasePath));
        var written = configuration.Raw.Map("stacks")?["included_paths"]?.Mark ?? default;
        var excluded = stacks.ExcludedPaths.Select(pattern => Paths.Join(stacks.BasePath, pattern)).ToList();
        return
        [
            .. stacks.IncludedPaths.SelectMany(pattern => files.Root.At(written, () => Matches(Paths.Join(stacks.BasePath, pattern), files)))
                .Where(path => Paths.IsManifest(path) && !excluded.Exists(pattern => Glob.Matches(pattern, path)))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<string> Matches(string pattern, RepositoryFiles files) =>
        Path.GetExtension(pattern).Length > 0 && Glob.Expand(pattern, files) is { Count: > 0 } exact
            ? exact
            : Glob.Expand(pattern + ".{yaml,yml,yaml.tmpl,yml.tmpl}", files);
}
