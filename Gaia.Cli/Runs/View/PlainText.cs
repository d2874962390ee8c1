using System.Text.RegularExpressions;

namespace Gaia.Cli.Runs.View;

/// <summary>Text from terraform and providers without what a terminal would obey.</summary>
internal static partial class PlainText
{
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(Escapes().Replace(text, "").Select(c => c is '\t' or '\n' or '\r' ? ' ' : char.IsControl(c) ? '?' : c))
        : text;

    // ESC [ ... letter, ESC ] ... BEL, and a lone ESC with the character behind it
    [GeneratedRegex("\e(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\a\e]*(?:\a|\e\\\\)|.)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escapes();
}
