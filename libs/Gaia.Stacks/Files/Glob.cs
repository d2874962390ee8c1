using System.Text.RegularExpressions;

namespace Gaia.Stacks.Files;

/// <summary>
/// Doublestar patterns: `*` and `?` stay within a segment, `**` spans segments, `[a-z]`, `[!a]` and `{a,b}` choose.
/// </summary>
public static class Glob
{
    /// <summary>Absolute paths of the files that match, sorted; empty when none does.</summary>
    internal static IReadOnlyList<string> Expand(string pattern, RepositoryFiles files)
    {
        if (!IsPattern(pattern)) return files.FileExists(pattern) ? [pattern] : [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var plain in Braces(pattern)) Walk("/", plain.Split('/', StringSplitOptions.RemoveEmptyEntries), 0, files, found);
        return [.. found];
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny("*?[{");

    public static bool Matches(string pattern, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Braces(pattern).Any(plain => Matches(plain.Split('/', StringSplitOptions.RemoveEmptyEntries), segments));
    }

    private static void Walk(string folder, string[] segments, int at, RepositoryFiles files, SortedSet<string> found)
    {
        while (at < segments.Length - 1 && !IsPattern(segments[at])) folder = Path.Join(folder, segments[at++]);
        var listing = files.List(folder);
        if (!listing.Exists) return;
        var segment = segments[at];
        var last = at == segments.Length - 1;
        if (segment == "**")
        {
            if (last) found.UnionWith(listing.Files.Select(name => Path.Join(folder, name)));
            else Walk(folder, segments, at + 1, files, found);
            foreach (var child in listing.Folders) Walk(Path.Join(folder, child), segments, at, files, found);
        }
        else if (last)
        {
            found.UnionWith(listing.Files.Where(name => Segment(segment, name)).Select(name => Path.Join(folder, name)));
        }
        else
        {
            foreach (var child in listing.Folders.Where(name => Segment(segment, name)))
                Walk(Path.Join(folder, child), segments, at + 1, files, found);
        }
    }

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty) return path.IsEmpty;
        if (pattern[0] != "**") return !path.IsEmpty && Segment(pattern[0], path[0]) && Matches(pattern[1..], path[1..]);
        for (var skip = 0; skip <= path.Length; skip++)
            if (Matches(pattern[1..], path[skip..]))
                return true;
        return false;
    }

    private static bool Segment(string pattern, string name)
    {
        if (pattern == "*") return true;
        if (!IsPattern(pattern)) return pattern == name;
        var star = pattern.IndexOf('*');
        if (star >= 0 && star == pattern.LastIndexOf('*') && pattern.AsSpan().IndexOfAny('?', '[') < 0)
            return name.Length >= pattern.Length - 1
                && name.AsSpan().StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal)
                && name.AsSpan().EndsWith(pattern.AsSpan(star + 1), StringComparison.Ordinal);
        return Regex.IsMatch(name, Expression(pattern), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Expression(string pattern)
    {
        var text = new System.Text.StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '[' ? pattern.IndexOf(']', Math.Min(i + 2, pattern.Length - 1)) : -1;
            if (close > 0)
            {
                var body = pattern[(i + 1)..close];
                text.Append(body[0] is '!' or '^' ? $"[^{Escaped(body[1..])}]" : $"[{Escaped(body)}]");
                i = close;
            }
            else
            {
                text.Append(pattern[i] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
            }
        }

        return text.Append('$').ToString();
    }

    private static string Escaped(string body) => body.Replace("\\", "\\\\").Replace("]", "\\]").Replace("[", "\\[");

    // {a,{b,c}}d -> ad, bd, cd
    private static IEnumerable<string> Braces(string pattern)
    {
        var start = pattern.IndexOf('{');
        if (start < 0) return [pattern];
        var (depth, parts, from) = (0, new List<string>(), start + 1);
        for (var i = start; i < pattern.Length; i++)
        {
            if (pattern[i] == '{') depth++;
            if (pattern[i] == '}') depth--;
            if ((pattern[i] != ',' || depth != 1) && (pattern[i] != '}' || depth != 0)) continue;
            parts.Add(pattern[from..i]);
            from = i + 1;
            if (depth == 0) return parts.SelectMany(part => Braces(pattern[..start] + part + pattern[from..]));
        }

        return [pattern.Replace("{", "[{]")];
    }
}
