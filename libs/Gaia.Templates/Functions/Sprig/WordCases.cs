using System.Text;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>snake_case, kebab-case and PascalCase as huandu/xstrings cuts words: HTTP20xOK is HTTP, 20x, OK.</summary>
internal static class WordCases
{
    public static string Joined(string text, char connector)
    {
        var result = new StringBuilder(text.Length + 8);
        var inNumber = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsConnector(text[i]))
            {
                result.Append(connector);
                inNumber = false;
                continue;
            }
            var starts = i == 0 || IsConnector(text[i - 1]);
            if (!starts && StartsWord(text, i, inNumber))
            {
                result.Append(connector);
                starts = true;
            }
            if (starts) inNumber = char.IsDigit(text[i]);
            result.Append(char.ToLowerInvariant(text[i]));
        }
        return result.ToString();
    }

    /// <summary>Of several connectors in a row all but one stay; those before the first and after the last word all do.</summary>
    public static string Pascal(string text)
    {
        var result = new StringBuilder(text.Length);
        var upper = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!IsConnector(c))
            {
                result.Append(upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
                upper = false;
                continue;
            }
            var outside = text.AsSpan(0, i).IndexOfAnyExcept("_- ") < 0 || text.AsSpan(i).IndexOfAnyExcept("_- ") < 0;
            if (outside || IsConnector(text[i + 1])) result.Append(c);
            upper = true;
        }
        return result.ToString();
    }

    private static bool StartsWord(string text, int i, bool inNumber)
    {
        var (before, here) = (text[i - 1], text[i]);
        var lowerFollows = i + 1 < text.Length && char.IsLower(text[i + 1]);
        if (char.IsUpper(here)) return char.IsLower(before) || lowerFollows;
        return char.IsDigit(here) && char.IsLetter(before) && !inNumber && StartsNumberWord(text, i);
    }

    // http2xx has the word 2xx, but the 4 of Bld4Floor belongs to Bld.
    private static bool StartsNumberWord(string text, int i)
    {
        while (i < text.Length && char.IsDigit(text[i])) i++;
        if (i >= text.Length || !char.IsLetter(text[i])) return false;
        return !(char.IsUpper(text[i]) && i + 1 < text.Length && char.IsLower(text[i + 1]));
    }

    private static bool IsConnector(char c) => c is '_' or '-' or ' ';
}
