using System.Text.RegularExpressions;

namespace Gaia.Runs.Terraform;

/// <summary>Escape sequences that style text and are not part of it: <c>ESC[1;31m</c>, <c>ESC]8;;https://host ESC\</c>.</summary>
internal static partial class TerminalCodes
{
    public static string Without(string text) => text.Contains('\e', StringComparison.Ordinal) ? Pattern().Replace(text, "") : text;

    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)|[ -/]*[0-Z\\^-~])")]
    private static partial Regex Pattern();
}
