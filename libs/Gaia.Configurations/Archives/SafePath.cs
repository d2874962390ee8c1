using System.Text;

namespace Gaia.Configurations.Archives;

/// <summary>A path from an archive made harmless: relative, forward slashes, no step up, nothing a terminal would obey.</summary>
internal static class SafePath
{
    public static string Check(string path, ArchiveLimits limits)
    {
        if (path.Length == 0) throw ArchiveErrors.UnsafePath(path, "an empty name");
        if (path[0] == '/') throw ArchiveErrors.UnsafePath(path, "an absolute path");
        if (path.Contains('\\')) throw ArchiveErrors.UnsafePath(path, "a name with a backslash");
        if (path.Length > 1 && path[1] == ':') throw ArchiveErrors.UnsafePath(path, "a path with a drive letter");
        if (path.Any(char.IsControl)) throw ArchiveErrors.UnsafePath(path, "a name with control characters");
        if (Encoding.UTF8.GetByteCount(path) > limits.PathBytes)
            throw ArchiveErrors.UnsafePath(path, $"a path of more than {limits.PathBytes} bytes");
        return string.Join('/', Parts(path));
    }

    private static IEnumerable<string> Parts(string path)
    {
        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part == "..") throw ArchiveErrors.UnsafePath(path, "a path that leaves the root");
            if (Encoding.UTF8.GetByteCount(part) > 255) throw ArchiveErrors.UnsafePath(path, "a name of more than 255 bytes");
            if (part.Length > 0 && part != ".") yield return part;
        }
    }
}
