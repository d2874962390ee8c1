namespace Gaia.Platform.Tests;

/// <summary>
/// An unpacked filesystem mirror that holds the AWS provider, for machines that cannot reach the registry:
/// GAIA_TERRAFORM_MIRROR, or one of the folders where such mirrors are usually kept.
/// </summary>
internal static class ProviderMirror
{
    private const string Provider = "registry.terraform.io/hashicorp/aws/5.100.0";

    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, Provider)));

    /// <summary>A CLI configuration that installs from the mirror; null without a mirror.</summary>
    public static string? WriteConfiguration(string folder)
    {
        if (Folder is null)
            return null;
        var file = Path.Combine(folder, "terraform.rc");
        File.WriteAllText(file, $$"""
            disable_checkpoint = true
            provider_installation {
              filesystem_mirror {
                path    = "{{Folder}}"
                include = ["registry.terraform.io/*/*"]
              }
            }
            """);
        return file;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("GAIA_TERRAFORM_MIRROR") is { Length: > 0 } named)
            yield return named;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(home, ".terraform.d", "plugins");
        foreach (var parent in new[] { "/usr/local/share", "/usr/share", "/opt" }.Where(Directory.Exists))
        {
            yield return Path.Combine(parent, "terraform", "plugins");
            foreach (var folder in Directory.EnumerateDirectories(parent))
                yield return folder;
        }
    }
}
