using System.Text;

namespace Gaia.Templates.Functions.Sprig;

internal static class CaseFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("upper", 1, call => Make.Text(call.String(0).ToUpperInvariant()));
        table.Add("lower", 1, call => Make.Text(call.String(0).ToLowerInvariant()));
        table.Add("title", 1, call => Make.Text(Title(call.String(0), char.ToUpperInvariant)));
        table.Add("untitle", 1, call => Make.Text(Title(call.String(0), char.ToLowerInvariant)));
        table.Add("swapcase", 1, call => Make.Text(string.Concat(call.String(0).Select(Swap))));
        table.Add("initials", 1, call => Make.Text(Initials(call.String(0))));
        table.Add("snakecase", 1, call => Make.Text(WordCases.Joined(call.String(0), '_')));
        table.Add("kebabcase", 1, call => Make.Text(WordCases.Joined(call.String(0), '-')));
        table.Add("camelcase", 1, call => Make.Text(WordCases.Pascal(call.String(0))));
    }

    /// <summary>Go's strings.Title: the first letter of each word, where a word ends at anything but letter, digit, _ and '.</summary>
    public static string Title(string text, Func<char, char> first)
    {
        var result = new StringBuilder(text.Length);
        var inWord = false;
        foreach (var c in text)
        {
            result.Append(inWord ? c : first(c));
            inWord = char.IsLetterOrDigit(c) || c is '_' || c > 0x7f && !char.IsWhiteSpace(c) || c == '\'' && inWord;
        }
        return result.ToString();
    }

    private static char Swap(char c) =>
        char.IsUpper(c) ? char.ToLowerInvariant(c) : char.IsLower(c) ? char.ToUpperInvariant(c) : c;

    private static string Initials(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => char.IsHighSurrogate(word[0]) && word.Length > 1 ? word[..2] : word[..1]));
    }
}
