namespace Gaia.Stacks.Files;

/// <summary>Follows the links of a path part by part, and stops before the first step that leaves a folder.</summary>
public static class LinkWalk
{
    private const int MostLinks = 40;

    /// <param name="root">Real path of the folder.</param>
    /// <param name="below">Relative to it.</param>
    /// <returns>Real path, as far as it is there; null where it leaves the folder. Nothing outside is looked at.</returns>
    public static string? Within(string root, string below)
    {
        var (at, links) = (root, 0);
        var rest = new Stack<string>();
        Push(rest, below);
        while (rest.TryPop(out var part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                if (at == root) return null;
                at = Path.GetDirectoryName(at)!;
                continue;
            }

            var next = Path.Join(at, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks) return null;
            if (target.StartsWith('/'))
            {
                if (!IsBelow(root, target)) return null;
                (at, target) = (root, target[root.Length..]);
            }

            Push(rest, target);
        }

        return at;
    }

    public static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    private static void Push(Stack<string> rest, string path)
    {
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) rest.Push(part);
    }
}
