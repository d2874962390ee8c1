using System.Buffers;

namespace Gaia.Contracts;

/// <summary>A pattern of names, of stacks above all: <c>*</c> is any run of characters, <c>?</c> one; all else is itself, case and all.</summary>
public static class StackGlob
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./*?");

    public static bool IsValid(string glob) => glob.Length is > 0 and <= 200 && !glob.AsSpan().ContainsAnyExcept(Plain);

    /// <summary>
    /// Whether all that <paramref name="inner"/> matches is matched by <paramref name="outer"/> as well. Never true where it is not so; of two
    /// globs that mean the same in different words it may say no.
    /// </summary>
    public static bool Covers(string outer, string inner) => Matches(outer, inner, (glob, other) => glob == other || (glob == '?' && other != '*'));

    /// <summary>As PostgreSQL's LIKE wants it, with backslash before what is meant literally.</summary>
    public static string ToLike(string glob) => string.Concat(glob.Select(letter => letter switch
    {
        '*' => "%",
        '?' => "_",
        '%' or '_' or '\\' => $"\\{letter}",
        _ => $"{letter}",
    }));

    public static bool Matches(string glob, string stack) => Matches(glob, stack, (pattern, letter) => pattern == '?' || pattern == letter);

    private static bool Matches(string glob, string stack, Func<char, char, bool> isOne)
    {
        // Greedy with one step of backtracking: linear in practice and never exponential.
        int g = 0, s = 0, star = -1, resume = 0;
        while (s < stack.Length)
        {
            if (g < glob.Length && glob[g] == '*') (star, resume) = (g++, s);
            else if (g < glob.Length && isOne(glob[g], stack[s])) (g, s) = (g + 1, s + 1);
            else if (star >= 0) (g, s) = (star + 1, ++resume);
            else return false;
        }
        return glob.AsSpan(g).TrimStart('*').IsEmpty;
    }
}
