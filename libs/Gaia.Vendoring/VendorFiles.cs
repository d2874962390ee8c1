using Gaia.Stacks.Files;

namespace Gaia.Vendoring;

/// <summary>Files of a tree, as paths with slashes relative to it; links and .git are passed over.</summary>
internal static class VendorFiles
{
    private static readonly EnumerationOptions Plain = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 64 };

    public static IReadOnlyList<string> List(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", Plain).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Contains(".git")).Order(StringComparer.Ordinal).ToArray();

    /// <summary>No included_paths means all; excluded_paths win.</summary>
    public static bool IsWanted(VendorSource source, string file) =>
        !source.ExcludedPaths.Any(pattern => Glob.Matches(pattern, file))
        && (source.IncludedPaths.Count == 0 || source.IncludedPaths.Any(pattern => Glob.Matches(pattern, file)));

    /// <summary>Refuses a target below a link: it could lead anywhere.</summary>
    public static void RequireNoLinks(string basePath, string target, VendorSource source)
    {
        for (var at = target; at is not null && at.Length > basePath.Length; at = Path.GetDirectoryName(at))
        {
            FileSystemInfo info = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (info.LinkTarget is not null) throw VendorErrors.Fetch(source, $"the target '{at}' is a link; vendoring does not follow it");
        }
    }
}
