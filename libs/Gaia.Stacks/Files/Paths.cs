namespace Gaia.Stacks.Files;

/// <summary>Paths on text alone.</summary>
public static class Paths
{
    private static readonly string[] ManifestExtensions = [".yaml.tmpl", ".yml.tmpl", ".yaml", ".yml"];

    /// <summary>True for `.yaml` and `.yml`, with and without `.tmpl`.</summary>
    public static bool IsManifest(string path)
    {
        foreach (var extension in ManifestExtensions)
            if (path.EndsWith(extension, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>`orgs/acme/dev.yaml` to `orgs/acme/dev`.</summary>
    public static string WithoutManifestExtension(string path)
    {
        foreach (var extension in ManifestExtensions)
            if (path.EndsWith(extension, StringComparison.Ordinal))
                return path[..^extension.Length];
        return path;
    }

    /// <summary>The path below a folder, or the path itself when it lies elsewhere.</summary>
    public static string Below(string folder, string path) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : path;

    /// <summary>Joined and cleaned; an absolute second part stands alone.</summary>
    /// <exception cref="StacksInvalidException">`path.invalid`: it holds a NUL.</exception>
    public static string Join(string folder, string path) => path.Contains('\0')
        ? throw new StacksInvalidException("path.invalid", $"'{path.Replace('\0', '?')}' is not a path: it holds a NUL character")
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));

    /// <summary>Go's filepath.Join on relative text: `./`, `../../x` and `y` give `../../x/y`.</summary>
    public static string Clean(params IEnumerable<string> parts)
    {
        var joined = string.Join('/', parts.Where(part => part.Length > 0));
        var kept = new List<string>();
        foreach (var segment in joined.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".") continue;
            if (segment != ".." || kept.Count == 0 || kept[^1] == "..") kept.Add(segment);
            else kept.RemoveAt(kept.Count - 1);
        }

        var rooted = joined.StartsWith('/');
        if (rooted) kept.RemoveAll(segment => segment == "..");
        var path = string.Join('/', kept);
        return rooted ? "/" + path : path.Length == 0 ? "." : path;
    }

    /// <summary>The nearest folder upward that git knows, or null.</summary>
    public static string? GitRoot(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (Directory.Exists(Path.Join(at, ".git")) || File.Exists(Path.Join(at, ".git")))
                return at;
        return null;
    }
}
