using Gaia.Stacks.Files;

namespace Gaia.Stacks.Aws;

/// <summary>The files that the AWS tools share: `~/.aws/credentials` and `~/.aws/config`.</summary>
internal static class AwsProfile
{
    /// <summary>What AWS calls are signed for: AWS_REGION, AWS_DEFAULT_REGION, then the profile's region; null where nothing says.</summary>
    public static string? Region(Func<string, string?> variables, Func<string, string?> written, RepositoryRoot root)
    {
        if ((variables("AWS_REGION") ?? variables("AWS_DEFAULT_REGION")) is { } named) return named;
        if (Lines(null, "AWS_CONFIG_FILE", "config", variables, written, root) is not { } lines) return null;
        var profile = variables("AWS_PROFILE") ?? "default";
        return Section(lines, profile == "default" ? profile : $"profile {profile}").GetValueOrDefault("region");
    }

    /// <summary>Of the file that is named, or of the one in the home folder; null if it does not exist.</summary>
    /// <param name="own">As the configuration names it.</param>
    public static IReadOnlyList<string>? Lines(
        string? own, string variable, string name, Func<string, string?> variables, Func<string, string?> written, RepositoryRoot root)
    {
        own ??= written(variable);
        var home = written("HOME") ?? variables("HOME");
        var file = own ?? variables(variable) ?? (home is null ? null : Path.Join(home, ".aws", name));
        if (file is null) return null;
        // What this machine's own environment names does not concern the configuration.
        var files = own is null && (variables(variable) is not null || written("HOME") is null) ? RepositoryRoot.Anywhere : root;
        var path = files.Folder is { } folder ? Paths.Join(folder, file) : file;
        return files.At(default, () => files.FileExists(path) ? files.Text(path).Split('\n') : null);
    }

    // [name]
    // key = value
    public static Dictionary<string, string> Section(IEnumerable<string> lines, string name) =>
        lines.Select(line => line.Trim()).SkipWhile(line => line != $"[{name}]").Skip(1).TakeWhile(line => !line.StartsWith('['))
            .Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).GroupBy(parts => parts[0].Trim())
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim());
}
