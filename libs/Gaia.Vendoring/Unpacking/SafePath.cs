using System.Text;

namespace Gaia.Vendoring.Unpacking;

/// <summary>A path from an archive made harmless: relative, forward slashes, no step up, nothing a terminal would obey.</summary>
public static class SafePath
{
    /// <returns>The path without empty parts and dots.</returns>
    /// <exception cref="UnpackException">`UnsafePath`.</exception>
    public static string Check(string path, UnpackRules rules)
    {
        if (path.Length == 0) throw UnpackException.UnsafePath(path, "an empty name");
        if (path[0] == '/') throw UnpackException.UnsafePath(path, "an absolute path");
        if (path.Contains('\\')) throw UnpackException.UnsafePath(path, "a name with a backslash");
        if (path.Length > 1 && path[1] == ':') throw UnpackException.UnsafePath(path, "a path with a drive letter");
        if (path.Any(char.IsControl)) throw UnpackException.UnsafePath(path, "a name with control characters");
        if (Encoding.UTF8.GetByteCount(path) > rules.PathBytes)
            throw UnpackException.UnsafePath(path, $"a path of more than {rules.PathBytes} bytes");
        return string.Join('/', Parts(path));
    }

    private static IEnumerable<string> Parts(string path)
    {
        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part == "..") throw UnpackException.UnsafePath(path, "a path that leaves the root");
            if (Encoding.UTF8.GetByteCount(part) > 255) throw UnpackException.UnsafePath(path, "a name of more than 255 bytes");
            if (part.Length > 0 && part != ".") yield return part;
        }
    }
}
