namespace Gaia.Stacks.Aws;

/// <summary>The files that the AWS tools share: `~/.aws/credentials` and `~/.aws/config`.</summary>
internal static class AwsProfile
{
    /// <summary>What AWS calls are signed for: AWS_REGION, AWS_DEFAULT_REGION, then the profile's region; null where nothing says.</summary>
    public static string? Region(Func<string, string?> variables)
    {
        if ((variables("AWS_REGION") ?? variables("AWS_DEFAULT_REGION")) is { } named) return named;
        var file = variables("AWS_CONFIG_FILE") ?? (variables("HOME") is { } home ? Path.Join(home, ".aws/config") : null);
        if (file is null || !File.Exists(file)) return null;
        var profile = variables("AWS_PROFILE") ?? "default";
        return Section(File.ReadLines(file), profile == "default" ? profile : $"profile {profile}").GetValueOrDefault("region");
    }

    // [name]
    // key = value
    public static Dictionary<string, string> Section(IEnumerable<string> lines, string name) =>
        lines.Select(line => line.Trim()).SkipWhile(line => line != $"[{name}]").Skip(1).TakeWhile(line => !line.StartsWith('['))
            .Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).GroupBy(parts => parts[0].Trim())
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim());
}
