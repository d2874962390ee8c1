namespace Gaia.Cli.Status;

/// <summary>Which cloud credentials this shell has, by name only; --local and state reads use them.</summary>
internal static class CredentialsCheck
{
    private static readonly (string Variable, string Name)[] Known =
    [
        ("AWS_PROFILE", "AWS profile"), ("AWS_ACCESS_KEY_ID", "AWS access key"), ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS web identity"),
        ("GOOGLE_APPLICATION_CREDENTIALS", "Google"), ("ARM_CLIENT_ID", "Azure"),
    ];

    public static Check Run(IReadOnlyDictionary<string, string> environment)
    {
        var found = Known.Where(known => environment.GetValueOrDefault(known.Variable) is { Length: > 0 }).Select(known => known.Name).ToList();
        if (environment.GetValueOrDefault("HOME") is { } home && File.Exists(Path.Combine(home, ".aws", "credentials"))) found.Add("~/.aws/credentials");
        return found.Count > 0
            ? Check.Good("credentials", string.Join(", ", found))
            : Check.Warn("credentials", "none for a cloud in this shell", "Only needed for --local on a cloud: for AWS run `aws configure` or set AWS_PROFILE.");
    }
}
