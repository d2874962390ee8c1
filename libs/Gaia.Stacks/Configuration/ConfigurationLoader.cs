using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>Finds, reads and merges the configuration of a repository.</summary>
internal sealed class ConfigurationLoader(RepositoryOptions options, RepositoryFiles files, RemoteFiles remote)
{
    private readonly ConfigurationFunctions functions = new(options);
    private readonly ConfigurationReader reader = new(files, remote, new ConfigurationFunctions(options));

    public AtmosConfiguration Load()
    {
        var found = ConfigurationFiles.Find(options, files);
        var merged = found.Aggregate(ConfigurationDefaults.Below, (below, path) => ConfigurationMerge.Merge(below, reader.File(path)));
        if (found.Count == 0) merged = ConfigurationMerge.Merge(merged, ConfigurationDefaults.Alone);
        var home = found.Count == 0 ? options.WorkingDirectory : Path.GetDirectoryName(found[^1])!;
        foreach (var profile in Profiles(merged))
        {
            var below = merged;
            merged = ConfigurationMerge.Merge(merged, options.Root.At(Profiling(below), () => reader.Profile(ProfileFolder(profile, below, home))));
        }

        var written = merged.Text("base_path");
        merged = EnvironmentSettings.Apply(merged, options.Environment);
        var mark = merged["base_path"]?.Mark ?? default;
        var basePath = options.Root.At(mark, () => options.Root.Demand(BasePath(written, home, found.Count == 0)));
        return ConfigurationTyping.Type(merged, basePath, home, options.Root, reader.Read, hasFile: found.Count > 0);
    }

    private static SourceMark Profiling(MapNode merged) => (merged.At("profiles", "base_path") ?? merged.At("profiles", "default"))?.Mark ?? default;

    private IReadOnlyList<string> Profiles(MapNode merged)
    {
        if (options.Profiles.Count > 0) return options.Profiles;
        var named = options.Environment.GetValueOrDefault("ATMOS_PROFILE") is { Length: > 0 } variable
            ? variable
            : merged.At("profiles", "default") is StringNode text ? text.Value : "";
        return named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private string ProfileFolder(string profile, MapNode merged, string home)
    {
        List<string> places = [];
        if (merged.At("profiles", "base_path") is StringNode written) places.Add(Paths.Join(home, written.Value));
        places.Add(Path.Join(home, ".atmos/profiles"));
        if (options.Environment.TryGetValue("XDG_CONFIG_HOME", out var config)) places.Add(Path.Join(config, "atmos/profiles"));
        places.Add(Path.Join(home, "profiles"));
        return places.Select(place => Paths.Join(place, profile)).FirstOrDefault(files.FolderExists)
            ?? throw new StacksNotFoundException("config.profile-not-found",
                $"no profile '{profile}' in {string.Join(", ", places)}",
                NearestNames.Of(profile, places.SelectMany(place => files.List(place).Folders)));
    }

    private string BasePath(string? written, string home, bool noFile)
    {
        var here = options.WorkingDirectory;
        if (options.BasePath is { Length: > 0 } given) return Paths.Join(here, functions.Path(given));
        if (options.Environment.GetValueOrDefault("ATMOS_BASE_PATH") is { Length: > 0 } variable) return Paths.Join(here, functions.Path(variable));
        if (noFile) return GitRoot() ?? here;
        if (written is null or "") return GitRoot() ?? home;
        if (written is "." or ".." || written.StartsWith("./", StringComparison.Ordinal) || written.StartsWith("../", StringComparison.Ordinal))
            return Paths.Join(home, written);
        if (Path.IsPathRooted(written)) return Paths.Join("/", written);
        var root = GitRoot();
        return root is not null && files.FolderExists(Paths.Join(root, written)) ? Paths.Join(root, written) : Paths.Join(here, written);
    }

    private string? GitRoot() =>
        options.Environment.GetValueOrDefault("ATMOS_GIT_ROOT_BASEPATH") is "false" ? null : options.Root.GitRoot(options.WorkingDirectory);
}
