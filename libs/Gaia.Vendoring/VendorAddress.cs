namespace Gaia.Vendoring;

/// <summary>
/// Where a source comes from, in go-getter's notation: git::https://host/repo.git//folder?ref=v1, github.com/o/r//folder,
/// git@host:o/r.git, https://host/file.tf, https://host/x.tar.gz//folder, oci://host/repo:tag, or a local path.
/// </summary>
/// <param name="Folder">Below the fetched tree; empty for all of it.</param>
public sealed record VendorAddress(string Kind, string Location, string Folder, string? Reference)
{
    private static readonly string[] GitHosts = ["github.com/", "gitlab.com/", "bitbucket.org/"];
    private static readonly string[] Archives = [".tar.gz", ".tgz", ".tar", ".zip"];

    public static VendorAddress Parse(string source)
    {
        if (source.StartsWith("oci://", StringComparison.Ordinal)) return new("oci", source[6..], "", null);
        var forced = source.StartsWith("git::", StringComparison.Ordinal);
        var rest = forced ? source[5..] : source;
        if (rest.StartsWith("file://", StringComparison.Ordinal) && !forced) return new("local", LocalPath(rest[7..]), "", null);
        if (Array.Exists(GitHosts, host => rest.StartsWith(host, StringComparison.Ordinal))) rest = "https://" + rest;
        var (path, query) = rest.IndexOf('?') is >= 0 and var at ? (rest[..at], rest[(at + 1)..]) : (rest, "");
        var (location, folder) = SplitFolder(path);
        var isGit = forced || rest.StartsWith("git@", StringComparison.Ordinal) || rest.StartsWith("ssh://", StringComparison.Ordinal)
            || location.EndsWith(".git", StringComparison.Ordinal) || IsRepository(location);
        if (isGit) return new("git", location, folder, Parameter(query, "ref"));
        return rest.StartsWith("http://", StringComparison.Ordinal) || rest.StartsWith("https://", StringComparison.Ordinal)
            ? new("http", query.Length > 0 ? $"{location}?{query}" : location, folder, null)
            : new("local", source, "", null);
    }

    public bool IsArchive => Array.Exists(Archives, ending => Location.Split('?')[0].EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // file:///../x is how people write a relative path as an address.
    private static string LocalPath(string path) =>
        path.StartsWith("/../", StringComparison.Ordinal) || path.StartsWith("/./", StringComparison.Ordinal) ? path[1..] : path;

    private static (string, string) SplitFolder(string path)
    {
        var from = path.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var split = path.IndexOf("//", from, StringComparison.Ordinal);
        return split < 0 ? (path, "") : (path[..split], path[(split + 2)..].Trim('/'));
    }

    // https://github.com/owner/repo and no further: the web pages below it are files.
    private static bool IsRepository(string location) =>
        GitHosts.Any(host => location.StartsWith($"https://{host}", StringComparison.Ordinal) && location[$"https://{host}".Length..].Trim('/').Count(c => c == '/') == 1);

    private static string? Parameter(string query, string name) => query.Split('&')
        .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal)).Select(pair => Uri.UnescapeDataString(pair[(name.Length + 1)..])).FirstOrDefault(value => value.Length > 0);
}
