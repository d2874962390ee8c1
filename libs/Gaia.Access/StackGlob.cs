using System.Buffers;

namespace Gaia.Access;

/// <summary>A pattern of stack names: <c>*</c> is any run of characters, <c>?</c> one; all else is itself, case and all.</summary>
public static class StackGlob
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./*?");

    public static bool IsValid(string glob) => glob.Length is > 0 and <= 200 && !glob.AsSpan().ContainsAnyExcept(Plain);

    public static bool Matches(string glob, string stack)
    {
        // Greedy with one step of backtracking: linear in practice and never exponential.
        int g = 0, s = 0, star = -1, resume = 0;
        while (s < stack.Length)
        {
            if (g < glob.Length && glob[g] == '*') (star, resume) = (g++, s);
            else if (g < glob.Length && (glob[g] == '?' || glob[g] == stack[s])) (g, s) = (g + 1, s + 1);
            else if (star >= 0) (g, s) = (star + 1, ++resume);
            else return false;
        }
        return glob.AsSpan(g).TrimStart('*').IsEmpty;
    }
}
