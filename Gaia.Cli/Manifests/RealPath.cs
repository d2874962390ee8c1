namespace Gaia.Cli.Manifests;

/// <summary>A path with every link in it followed.</summary>
internal static class RealPath
{
    // As Linux has it.
    private const int MaxLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <returns>Null: links lead in a circle.</returns>
    public static string? Of(string path)
    {
        var whole = Path.GetFullPath(path);
        var (at, links, steps) = (Path.GetPathRoot(whole)!, 0, new Stack<string>());
        Push(whole[at.Length..]);
        while (steps.TryPop(out var step))
        {
            var next = step switch { "." => at, ".." => Path.GetDirectoryName(at) ?? at, _ => Path.Combine(at, step) };
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MaxLinks) return null;
            var root = Path.GetPathRoot(target)!;
            if (root.Length > 0) at = root;
            Push(target[root.Length..]);
        }

        return at;

        void Push(string part)
        {
            foreach (var step in part.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse()) steps.Push(step);
        }
    }

    public static bool IsWithin(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
