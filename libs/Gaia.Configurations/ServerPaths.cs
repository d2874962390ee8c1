using System.Text.RegularExpressions;

namespace Gaia.Configurations;

/// <summary>Where a server keeps things is not told to others: its messages name paths as they are in the repository.</summary>
public static class ServerPaths
{
    /// <summary>
    /// <c>/data/configurations/3f.../stacks/dev.yaml</c> as <c>stacks/dev.yaml</c>, the folder itself as <c>.</c>, and anything else that
    /// lies in the data folder as <c>&lt;data&gt;/blobs/...</c>
    /// </summary>
    /// <param name="dataFolder">Absolute.</param>
    public static string Hidden(string text, string dataFolder)
    {
        var root = Path.TrimEndingDirectorySeparator(dataFolder);
        return !text.Contains(root, StringComparison.Ordinal) ? text : Regex.Replace(text, $@"(?<![\w.-]){Regex.Escape(root)}(?![\w.-])({Trees})?", Shown, RegexOptions.None, Limit);
    }

    private static string Shown(Match path) => path.Groups["tree"].Success ? path.Groups["within"].Success ? "" : "." : "<data>";

    // As UnpackedConfigurations, PackRevision and the workdirs of runs name them.
    private const string Trees = @"(?<tree>/(configurations/[0-9a-f]{64}(\.[0-9a-f]{32}\.tmp)?|checkouts/[0-9a-f-]+|work/[^/\s]+/[^/\s]+/tree)(/(?<within>(?=[^\s'""`;,:]))|/)?)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
}
