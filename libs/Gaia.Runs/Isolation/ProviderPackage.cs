using System.Text.RegularExpressions;

namespace Gaia.Runs.Isolation;

/// <summary>A provider as terraform's cache names it.</summary>
/// <param name="Source">registry.terraform.io/hashicorp/aws</param>
/// <param name="Version">5.100.0</param>
/// <param name="Path">registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64</param>
internal sealed partial record ProviderPackage(string Source, string Version, string Path)
{
    public string Host => Source[..Source.IndexOf('/')];

    /// <returns>Null if it is not such a folder: a run writes these names.</returns>
    public static ProviderPackage? Parse(string path) =>
        Pattern().Match(path) is { Success: true } match ? new(match.Groups["source"].Value, match.Groups["version"].Value, path) : null;

    [GeneratedRegex(@"\A(?<source>[a-z0-9][a-z0-9.-]*(:[0-9]+)?/[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9_-]*)/(?<version>[0-9][0-9A-Za-z.+-]*)/[a-z0-9]+_[a-z0-9]+\z")]
    private static partial Regex Pattern();
}
