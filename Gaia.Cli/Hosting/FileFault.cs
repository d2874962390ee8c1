using System.Text.RegularExpressions;

namespace Gaia.Cli.Hosting;

/// <summary>What the system says of a file, in words for people: which one, what is wrong with it, what to do.</summary>
internal static partial class FileFault
{
    // ELOOP
    private const int LinksOfLinux = 40, LinksOfMac = 62;

    // ENOSPC
    private const int NoSpace = 28;

    public static (string Message, IReadOnlyList<string> Hints) Of(Exception fault)
    {
        var path = Quoted().Match(fault.Message) is { Success: true } match ? match.Groups["path"].Value : null;
        return (fault, path) switch
        {
            (UnauthorizedAccessException, { } folder) when Directory.Exists(folder) && !fault.Message.Contains("read-only", StringComparison.OrdinalIgnoreCase) =>
                ($"{folder} is a folder, or one that you may not write to.", ["Name a file in a folder of yours."]),
            (UnauthorizedAccessException, { } file) => ($"{file}: permission denied.", ["Name another place, or change who may use this one (chmod, chown)."]),
            (DirectoryNotFoundException, { } file) => ($"{file}: the folder {Missing(file)} does not exist.", ["Make it (mkdir -p), or correct the path."]),
            (FileNotFoundException, { } file) => ($"{file} does not exist.", ["Correct the path."]),
            (IOException { HResult: LinksOfLinux or LinksOfMac }, _) => (fault.Message, ["A link there leads back to itself: remove it, or let it lead to a file."]),
            (IOException { HResult: NoSpace }, _) => (fault.Message, ["Free space on that disk, then try again."]),
            _ => (fault.Message, []),
        };
    }

    // The highest folder that is not there.
    private static string Missing(string file)
    {
        var missing = Path.GetDirectoryName(file) ?? file;
        while (Path.GetDirectoryName(missing) is { Length: > 0 } above && !Directory.Exists(above)) missing = above;
        return missing;
    }

    // Could not find a part of the path '/a/b'. Access to the path '/a/b' is denied.
    [GeneratedRegex("'(?<path>/[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
