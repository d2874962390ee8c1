using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Gaia.Documents.Patterns;

/// <summary>Go's regular expressions (RE2: linear time, no look-around, no back references) on .NET's NonBacktracking engine.</summary>
public static partial class GoRegex
{
    private const int MostKept = 512, MostTimes = 1000, Building = 16, CharactersPerStep = 256;

    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">RE2 does not take the pattern.</exception>
    public static Regex Compile(string pattern)
    {
        if (Compiled.TryGetValue(pattern, out var known)) return known;
        try
        {
            var regex = new Regex(GoRegexSyntax.Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            if (Compiled.Count >= MostKept) Compiled.Clear();
            return Compiled[pattern] = regex;
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"error parsing regexp: {e.Message}", e);
        }
    }

    /// <summary>What a look through a text may cost: each character, in each place that the pattern can be in.</summary>
    public static long Steps(string pattern, int length)
    {
        var repeats = Counted().Matches(pattern).Select(match => int.TryParse(match.Groups[1].ValueSpan, out var times) ? Math.Clamp(times, 1, MostTimes) : 1).DefaultIfEmpty(1).Max();
        return (long)pattern.Length * repeats * (length + (long)Building) / CharactersPerStep;
    }

    [GeneratedRegex(@"(\d+)\}")]
    private static partial Regex Counted();

    /// <summary>Go leaves out an empty match right behind another match; .NET does not.</summary>
    public static IEnumerable<Match> Matches(Regex regex, string text)
    {
        var end = -1;
        foreach (Match match in regex.Matches(text))
        {
            WorkBudget.Current?.Spend(1); // each may look through all that is left
            if (match.Length == 0 && match.Index == end) continue;
            end = match.Index + match.Length;
            yield return match;
        }
    }

    /// <summary>With $1, ${1} and ${name} in the new text.</summary>
    public static string Replace(Regex regex, string text, string with) => Replace(regex, text, match => Expand(match, with));

    public static string Replace(Regex regex, string text, Func<Match, string> with)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in Matches(regex, text))
        {
            result.Append(text, at, match.Index - at).Append(with(match));
            at = match.Index + match.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    // Go takes the longest run of letters, digits and _ as the name: $1x is the group "1x", which is empty.
    private static string Expand(Match match, string template)
    {
        if (!template.Contains('$')) return template;
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 >= template.Length)
            {
                result.Append(template[i]);
                continue;
            }
            if (template[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }
            var braced = template[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var stop = start;
            while (stop < template.Length && (char.IsLetterOrDigit(template[stop]) || template[stop] == '_')) stop++;
            if (stop == start || braced && (stop >= template.Length || template[stop] != '}'))
            {
                result.Append('$');
                continue;
            }
            result.Append(match.Groups[template[start..stop]].Value);
            i = braced ? stop : stop - 1;
        }
        return result.ToString();
    }
}
