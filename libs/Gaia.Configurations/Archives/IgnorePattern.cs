using System.Text;
using System.Text.RegularExpressions;

namespace Gaia.Configurations.Archives;

/// <summary>One line of a .gitignore, by git's rules: <c>*.log</c>, <c>/build</c>, <c>docs/**/*.pdf</c>, <c>cache/</c>, <c>!keep.log</c>.</summary>
internal sealed record IgnorePattern(string Folder, Regex Matches, bool Negated, bool FoldersOnly)
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <param name="folder">Of the ignore file, relative to the root; empty for the root.</param>
    /// <returns>Null for a blank line or a comment.</returns>
    public static IgnorePattern? Parse(string line, string folder)
    {
        var text = line.TrimEnd('\r');
        text = text.EndsWith("\\ ", StringComparison.Ordinal) ? text : text.TrimEnd(' ');
        if (text.Length == 0 || text[0] == '#') return null;
        var negated = text[0] == '!';
        if (negated) text = text[1..];
        var foldersOnly = text.EndsWith('/');
        text = text.TrimEnd('/');
        if (text.Length == 0) return null;
        var anchored = text.Contains('/');
        text = text.TrimStart('/');
        return new(folder, new Regex(Expression(text, anchored), RegexOptions.CultureInvariant, MatchLimit), negated, foldersOnly);
    }

    /// <param name="path">Relative to the root.</param>
    public bool Applies(string path, bool isFolder)
    {
        if (FoldersOnly && !isFolder) return false;
        if (Folder.Length == 0) return Matches.IsMatch(path);
        return path.Length > Folder.Length && path[Folder.Length] == '/'
            && path.StartsWith(Folder, StringComparison.Ordinal) && Matches.IsMatch(path[(Folder.Length + 1)..]);
    }

    private static string Expression(string glob, bool anchored)
    {
        var expression = new StringBuilder(anchored ? "^" : "^(?:.*/)?");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/")) (_, i) = (expression.Append("(?:.*/)?"), i + 2);
            else if (glob.AsSpan(i).StartsWith("/**") && i + 3 == glob.Length) (_, i) = (expression.Append("/.*"), i + 2);
            else if (glob[i] == '*') expression.Append("[^/]*");
            else if (glob[i] == '?') expression.Append("[^/]");
            else if (glob[i] == '[' && glob.IndexOf(']', i + 1) is var end && end > i + 1) (_, i) = (expression.Append(Class(glob[(i + 1)..end])), end);
            else if (glob[i] == '\\' && i + 1 < glob.Length) expression.Append(Regex.Escape(glob[++i].ToString()));
            else expression.Append(Regex.Escape(glob[i].ToString()));
        }
        return expression.Append('$').ToString();
    }

    private static string Class(string inner)
    {
        var negated = inner[0] is '!' or '^';
        var members = (negated ? inner[1..] : inner).Replace("\\", "\\\\").Replace("[", "\\[").Replace("^", "\\^");
        return members.Length == 0 ? Regex.Escape($"[{inner}]") : $"[{(negated ? "^" : "")}{members}]";
    }
}
