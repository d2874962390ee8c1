using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>Where `atmos.yaml` may be, lowest precedence first.</summary>
internal static class ConfigurationFiles
{
    private static readonly string[] FileNames = ["atmos.yaml", "atmos.yml", ".atmos.yaml", ".atmos.yml"];

    public static IReadOnlyList<string> Find(RepositoryOptions options, RepositoryFiles files)
    {
        if (options.ConfigPaths.Count > 0) return [.. options.ConfigPaths.Select(path => Given(options, path, files))];
        var environment = options.Environment.GetValueOrDefault("ATMOS_CLI_CONFIG_PATH", "");
        var here = InFolder(options.WorkingDirectory, files);
        List<string?> found = [];
        if (options.SearchOutward)
        {
            found.Add(InFolder("/usr/local/etc/atmos", files));
            if (options.Environment.TryGetValue("HOME", out var home) && home.StartsWith('/'))
                found.Add(InFolder(Path.Join(home, ".atmos"), files));
            if (here is null && environment.Length == 0) found.Add(Above(options, files));
        }

        found.Add(here);
        if (environment.Length > 0) found.Add(Given(options, environment, files));
        return [.. found.OfType<string>().Distinct()];
    }

    /// <summary>Where nothing was found, and no stacks folder stands without it.</summary>
    public static string NotFound(string folder) =>
        $"no atmos.yaml was found: not in {folder} and the folders above, not in ~/.atmos and not in /usr/local/etc/atmos; "
        + "go to the folder of your Atmos repository, or name it with --chdir, --config-path or ATMOS_CLI_CONFIG_PATH";

    public static string? InFolder(string folder, RepositoryFiles files) =>
        FileNames.Select(name => Path.Join(folder, name)).FirstOrDefault(files.FileExists);

    private static string? Above(RepositoryOptions options, RepositoryFiles files)
    {
        for (var at = Path.GetDirectoryName(options.WorkingDirectory); at is not null; at = Path.GetDirectoryName(at))
            if (InFolder(at, files) is { } found)
                return found;
        return null;
    }

    private static string Given(RepositoryOptions options, string path, RepositoryFiles files)
    {
        var full = Paths.Join(options.WorkingDirectory, path);
        if (files.FileExists(full)) return full;
        return InFolder(full, files) ?? throw new StacksInvalidException("config.not-found",
            $"no atmos.yaml at '{path}'; give a file or a folder that holds one", new(full, 0, 0));
    }
}
