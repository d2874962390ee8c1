using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Regular expressions; the must- forms are the same here, since a bad pattern is always refused.</summary>
internal static class RegexFunctions
{
    private const int CostOfMatch = 8;

    public static void AddTo(FunctionTable table)
    {
        table.Add("regexMatch", 2, call => Make.Bool(Compile(call, 0, call.String(1)).IsMatch(call.String(1))));
        table.Add("regexFind", 2, call => Make.Text(Compile(call, 0, call.String(1)).Match(call.String(1)).Value));
        table.Add("regexFindAll", 3, call => Make.Texts(Matches(call, Compile(call, 0, call.String(1)), call.String(1)).Take(Limit(call, 2)).Select(match => match.Value)));
        table.Add("regexReplaceAll", 3, call => Replace(call, call.String(2), literal: false));
        table.Add("regexReplaceAllLiteral", 3, call => Replace(call, call.String(2), literal: true));
        table.Add("regexSplit", 3, call => Make.Texts(Split(call, Compile(call, 0, call.String(1)), call.String(1), call.Int(2))));
        table.Add("regexQuoteMeta", 1, call => Make.Text(QuoteMeta(call.String(0))));
        foreach (var name in new[] { "Match", "Find", "FindAll", "ReplaceAll", "ReplaceAllLiteral", "Split" })
            table.Alias($"regex{name}", $"mustRegex{name}");
    }

    /// <param name="text">That it is for.</param>
    public static Regex Compile(TemplateCall call, int position, string text)
    {
        call.Charge(GoRegex.Steps(call.String(position), text.Length));
        try
        {
            return GoRegex.Compile(call.String(position));
        }
        catch (ArgumentException e)
        {
            throw call.Fail($"error parsing regexp: {e.Message}: `{call.String(position)}`");
        }
    }

    public static IEnumerable<Match> Matches(TemplateCall call, Regex regex, string text)
    {
        foreach (var match in GoRegex.Matches(regex, text))
        {
            call.Charge(CostOfMatch);
            yield return match;
        }
    }

    public static int Limit(TemplateCall call, int position) => call.Int(position) is >= 0 and <= int.MaxValue and var limit ? (int)limit : int.MaxValue;

    private static StringNode Replace(TemplateCall call, string with, bool literal) => Replace(call, call.String(1), with, literal);

    public static StringNode Replace(TemplateCall call, string text, string with, bool literal)
    {
        var regex = Compile(call, 0, text);
        call.Allow(with.Length, text.Length + 1L, text.Length);
        return Make.Text(literal ? GoRegex.Replace(regex, text, _ => with) : GoRegex.Replace(regex, text, with));
    }

    /// <summary>Go's Regexp.Split.</summary>
    public static IEnumerable<string> Split(TemplateCall call, Regex regex, string text, long count)
    {
        if (count == 0) yield break;
        if (text.Length == 0)
        {
            yield return "";
            yield break;
        }
        var (from, parts) = (0, 0);
        foreach (var match in Matches(call, regex, text))
        {
            if (count > 0 && parts == count - 1) break;
            if (match.Index + match.Length == 0) continue;
            yield return text[from..match.Index];
            parts++;
            from = match.Index + match.Length;
            if (match.Length == 0 && match.Index == text.Length) yield break;
        }
        yield return text[from..];
    }

    public static string QuoteMeta(string text) =>
        string.Concat(text.Select(c => @"\.+*?()|[]{}^$".Contains(c) ? $"\\{c}" : c.ToString()));
}
