using System.Text.RegularExpressions;

namespace Gaia.Runs.Terraform;

/// <summary>Sequences that tell a terminal how to show text, without being text: <c>ESC[1;31m</c>, <c>ESC]8;;https://host ESC\</c>.</summary>
internal static partial class TerminalCodes
{
    public static string Without(string text) => text.Contains('\e', StringComparison.Ordinal) ? Pattern().Replace(text, "") : text;

    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)|[ -/]*[0-Z\\^-~])")]
    private static partial Regex Pattern();
}
