using System.Text.RegularExpressions;
using Gaia.Documents;

namespace Gaia.Stacks.Files;

/// <summary>
/// Doublestar patterns: `*` and `?` stay within a segment, `**` spans segments, `[a-z]`, `[!a]` and `{a,b}` choose.
/// </summary>
public static class Glob
{
    private const int MostBraces = 64;
    private const int MostAlternatives = 4096;

    /// <summary>Absolute paths of the files that match, sorted; empty when none does.</summary>
    internal static IReadOnlyList<string> Expand(string pattern, RepositoryFiles files)
    {
        if (!IsPattern(pattern)) return files.FileExists(pattern) ? [pattern] : [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<(string, int)>();
        foreach (var plain in Alternatives(pattern))
        {
            seen.Clear();
            Walk("/", plain.Split('/', StringSplitOptions.RemoveEmptyEntries), 0, files, found, seen);
        }

        return [.. found];
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny("*?[{");

    public static bool Matches(string pattern, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Alternatives(pattern).Any(plain => Matches(plain.Split('/', StringSplitOptions.RemoveEmptyEntries), segments));
    }

    private static void Walk(string folder, string[] segments, int at, RepositoryFiles files, SortedSet<string> found, HashSet<(string, int)> seen)
    {
        while (at < segments.Length - 1 && !IsPattern(segments[at])) folder = Path.Join(folder, segments[at++]);
        // Several `**` come by the same folder in many ways; it says the same each time.
        if (!seen.Add((folder, at))) return;
        WorkBudget.Current?.Spend(1);
        var listing = files.List(folder);
        if (!listing.Exists) return;
        var segment = segments[at];
        var last = at == segments.Length - 1;
        if (segment == "**")
        {
            if (last) found.UnionWith(listing.Files.Select(name => Path.Join(folder, name)));
            else Walk(folder, segments, at + 1, files, found, seen);
            foreach (var child in listing.Folders) Walk(Path.Join(folder, child), segments, at, files, found, seen);
        }
        else if (last)
        {
            found.UnionWith(listing.Files.Where(name => Segment(segment, name)).Select(name => Path.Join(folder, name)));
        }
        else
        {
            foreach (var child in listing.Folders.Where(name => Segment(segment, name)))
                Walk(Path.Join(folder, child), segments, at + 1, files, found, seen);
        }
    }

    // reached[i]: the pattern so far matches the first i segments of the path.
    private static bool Matches(string[] pattern, string[] path)
    {
        var reached = new bool[path.Length + 1];
        reached[0] = true;
        foreach (var segment in pattern)
        {
            if (segment == "**")
            {
                for (var i = 1; i <= path.Length; i++) reached[i] |= reached[i - 1];
                continue;
            }

            for (var i = path.Length; i > 0; i--) reached[i] = reached[i - 1] && Segment(segment, path[i - 1]);
            reached[0] = false;
        }

        return reached[path.Length];
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
        return Regex.IsMatch(name, Expression(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
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

    private static IEnumerable<string> Alternatives(string pattern)
    {
        if (pattern.AsSpan().Count('{') > MostBraces) throw TooMany(pattern);
        var count = 0;
        foreach (var plain in Braces(pattern))
            if (++count > MostAlternatives) throw TooMany(pattern);
            else yield return plain;
    }

    private static StacksInvalidException TooMany(string pattern) => new("path.pattern",
        $"the pattern '{(pattern.Length > 400 ? pattern[..400] + "..." : pattern)}' has more than {MostAlternatives} alternatives; write several patterns");

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
