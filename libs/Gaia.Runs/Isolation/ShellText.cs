namespace Gaia.Runs.Isolation;

/// <summary>Words of a POSIX shell.</summary>
internal static class ShellText
{
    // A bash cannot set them, a dash minds their values.
    private static readonly HashSet<string> OfShells = ["UID", "EUID", "PPID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO", "OPTIND", "LINENO"];

    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether a shell can set it as a variable.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && !OfShells.Contains(name) && !char.IsAsciiDigit(name[0]) && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_');
}
