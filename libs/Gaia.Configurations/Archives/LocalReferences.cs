using System.Text.RegularExpressions;
using Gaia.Stacks.Files;

namespace Gaia.Configurations.Archives;

/// <summary>
/// Files and folders beside a component that its Terraform code names by a relative path:
/// <c>source = "../modules/vpc"</c> and <c>file("${path.module}/../../policies/admin.json")</c>.
/// </summary>
internal static partial class LocalReferences
{
    private const long LargestRead = 4 << 20;

    public static IEnumerable<string> In(string file)
    {
        if (!IsCode(file) || new FileInfo(file).Length > LargestRead) yield break;
        var folder = Path.GetDirectoryName(file)!;
        var text = RegularFile.ReadText(file);
        foreach (Match match in ModuleSource().Matches(text)) yield return Path.GetFullPath(Path.Combine(folder, match.Groups[1].Value));
        foreach (Match match in PathModule().Matches(text)) yield return Path.GetFullPath(Path.Combine(folder, match.Groups[1].Value));
    }

    private static bool IsCode(string file) =>
        file.EndsWith(".tf", StringComparison.Ordinal) || file.EndsWith(".tf.json", StringComparison.Ordinal)
        || file.EndsWith(".tofu", StringComparison.Ordinal);

    [GeneratedRegex("\"?source\"?\\s*[=:]\\s*\"(\\.\\.?/[^\"$]*)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ModuleSource();

    [GeneratedRegex("\\$\\{path\\.(?:module|root)\\}/(\\.\\./[^\"${]*)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathModule();
}
