using System.Text.RegularExpressions;

namespace Gaia.Configurations.Revisions;

/// <summary>
/// What a request may call a revision: a branch or a tag (<c>main</c>, <c>refs/heads/main</c>, <c>refs/tags/v1</c>), or a commit by 7 to
/// 64 hexadecimal digits. Nothing of git's other languages: no <c>HEAD</c>, <c>main~1</c>, <c>a..b</c>, <c>main@{1}</c>, no option.
/// </summary>
/// <param name="Refs">Full names it may stand for; none for a commit's full name, which is never taken for a branch.</param>
/// <param name="Commit">Its digits, where it may be a commit.</param>
internal sealed partial record RevisionName(string Text, IReadOnlyList<string> Refs, string? Commit)
{
    /// <exception cref="ConfigurationRefusedException"><c>configuration.bad-ref</c></exception>
    public static RevisionName Parse(string text)
    {
        if (FullCommit().IsMatch(text)) return new(text, [], text);
        if (Problem(text) is { } problem) throw ConfigurationErrors.BadRef(text, problem);
        if (text.StartsWith("refs/", StringComparison.Ordinal)) return new(text, [text], null);
        return new(text, [$"refs/heads/{text}", $"refs/tags/{text}"], AbbreviatedCommit().IsMatch(text) ? text : null);
    }

    // What git check-ref-format refuses, and what git would read as something else than a name.
    private static string? Problem(string text) => text switch
    {
        "" or "@" => "it is empty",
        "HEAD" => "HEAD is whatever somebody last checked out; name the branch",
        ['-', ..] => "it begins like an option",
        _ when text.AsSpan().IndexOfAny(" ~^:?*[\\") is >= 0 and var at => $"'{text[at]}' is not part of a name; give a branch, a tag or a commit, not an expression",
        _ when text.Any(char.IsControl) => "it has control characters",
        _ when text.Contains("..", StringComparison.Ordinal) => "'..' is a range; give one revision",
        _ when text.Contains("@{", StringComparison.Ordinal) => "'@{' asks for history or an upstream; give a branch, a tag or a commit",
        _ when text.Split('/').Any(part => part is "" or ['.', ..] || part.EndsWith(".lock", StringComparison.Ordinal)) || text[^1] is '.' => "it cannot be the name of a ref",
        _ when text.StartsWith("refs/", StringComparison.Ordinal) && !FullName().IsMatch(text) => "only refs/heads/... and refs/tags/... are allowed",
        _ => null,
    };

    [GeneratedRegex(@"^([0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex FullCommit();

    [GeneratedRegex(@"^[0-9a-f]{7,63}\z")]
    private static partial Regex AbbreviatedCommit();

    [GeneratedRegex("^refs/(heads|tags)/.")]
    private static partial Regex FullName();
}
