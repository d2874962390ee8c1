using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Functions.Sprig;
using Gaia.Templates.Printing;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateStrings
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("strings.ReplaceAll", 3, ReplaceAll);
        table.Add("strings.Contains", 2, call => Make.Bool(Convert.Text(call, 1).Contains(call.String(0), StringComparison.Ordinal)));
        table.Add("strings.HasPrefix", 2, call => Make.Bool(Convert.Text(call, 1).StartsWith(call.String(0), StringComparison.Ordinal)));
        table.Add("strings.HasSuffix", 2, call => Make.Bool(Convert.Text(call, 1).EndsWith(call.String(0), StringComparison.Ordinal)));
        table.Add("strings.Repeat", 2, call => StringFunctions.Repeat(call, call.Int(0), Convert.Text(call, 1)));
        table.Add("strings.Split", 2, call => Make.Texts(SplitFunctions.Split(call, Convert.Text(call, 1), call.String(0), -1)));
        table.Add("strings.SplitN", 3, call => Make.Texts(SplitFunctions.Split(call, Convert.Text(call, 2), call.String(0), call.Int(1))));
        table.Add("strings.Trim", 2, call => Make.Text(StringFunctions.TrimSet(Convert.Text(call, 1), call.String(0))));
        table.Add("strings.TrimPrefix", 2, call => Make.Text(StringFunctions.TrimPrefix(Convert.Text(call, 1), call.String(0))));
        table.Add("strings.TrimSuffix", 2, call => Make.Text(StringFunctions.TrimSuffix(Convert.Text(call, 1), call.String(0))));
        table.Add("strings.TrimSpace", 1, call => Make.Text(Convert.Text(call, 0).Trim()));
        table.Add("strings.Title", 1, call => Make.Text(CaseFunctions.Title(Convert.Text(call, 0).ToLowerInvariant(), char.ToUpperInvariant)));
        table.Add("strings.ToUpper", 1, call => Make.Text(Convert.Text(call, 0).ToUpperInvariant()));
        table.Add("strings.ToLower", 1, call => Make.Text(Convert.Text(call, 0).ToLowerInvariant()));
        table.Add("strings.Trunc", 2, call => Make.Text(call.Int(0) >= 0 && Convert.Text(call, 1).Length > call.Int(0) ? Convert.Text(call, 1)[..(int)call.Int(0)] : Convert.Text(call, 1)));
        table.Add("strings.Abbrev", 2, 3, call => Make.Text(call.Count == 2
            ? Abbreviations.Right(Convert.Text(call, 1), Convert.Int(call[0]))
            : Abbreviations.Both(Convert.Text(call, 2), Convert.Int(call[0]), Convert.Int(call[1]))));
        table.Add("strings.Indent", 1, 3, call => Make.Text(Indent(call)));
        table.Add("strings.Quote", 1, call => Make.Text(GoQuote.Text(Convert.Text(call, 0))));
        table.Add("strings.Squote", 1, call => Make.Text($"'{Convert.Text(call, 0).Replace("'", "''")}'"));
        table.Add("strings.ShellQuote", 1, call => Make.Text(string.Join(' ', (call[0] as IEnumerable<Node> ?? [call[0]]).Select(item => ShellQuote(Convert.Text(item))))));
        table.Add("strings.SnakeCase", 1, call => Make.Text(Words(call, "_", lower: true)));
        table.Add("strings.KebabCase", 1, call => Make.Text(Words(call, "-", lower: true)));
        table.Add("strings.CamelCase", 1, call => Make.Text(Camel(Convert.Text(call, 0))));
        table.Add("strings.Slug", 1, call => Make.Text(Slug(Convert.Text(call, 0))));
        table.Add("strings.WordWrap", 1, 3, call => Make.Text(WordWrap.Wrap(call, Convert.Text(call, call.Count - 1),
            call.Count > 1 && call[0] is not StringNode ? Convert.Int(call[0]) : 80,
            call.Count == 3 ? Convert.Text(call, 1) : call.Count == 2 && call[0] is StringNode text ? text.Value : "\n", breakWords: false)));
        table.AddOpen("strings.RuneCount", 0, call => Make.Int(call.Arguments.Sum(value => Convert.Text(value).EnumerateRunes().Count())));
        table.Add("strings.Sort", 1, Sorted);
        Aliases(table);
    }

    private static void Aliases(FunctionTable table)
    {
        table.Alias("strings.ReplaceAll", "replaceAll");
        table.Alias("strings.Title", "title");
        table.Alias("strings.ToUpper", "toUpper");
        table.Alias("strings.ToLower", "toLower");
        table.Alias("strings.TrimSpace", "trimSpace");
        table.Alias("strings.Indent", "indent");
        table.Alias("strings.Quote", "quote");
        table.Alias("strings.ShellQuote", "shellQuote");
        table.Alias("strings.Squote", "squote");
        // The old short names take the text first.
        table.Add("contains", 2, call => Make.Bool(call.String(0).Contains(call.String(1), StringComparison.Ordinal)));
        table.Add("hasPrefix", 2, call => Make.Bool(call.String(0).StartsWith(call.String(1), StringComparison.Ordinal)));
        table.Add("hasSuffix", 2, call => Make.Bool(call.String(0).EndsWith(call.String(1), StringComparison.Ordinal)));
        table.Add("split", 2, call => Make.Texts(SplitFunctions.Split(call, call.String(0), call.String(1), -1)));
        table.Add("splitN", 3, call => Make.Texts(SplitFunctions.Split(call, call.String(0), call.String(1), call.Int(2))));
        table.Add("trim", 2, call => Make.Text(StringFunctions.TrimSet(call.String(0), call.String(1))));
    }

    private static StringNode ReplaceAll(TemplateCall call)
    {
        var (old, with, text) = (NotEmpty(call, 0), call.String(1), Convert.Text(call, 2));
        call.Allow(with.Length, text.Length / old.Length, text.Length);
        return Make.Text(text.Replace(old, with, StringComparison.Ordinal));
    }

    private static string NotEmpty(TemplateCall call, int position) =>
        call.String(position) is { Length: > 0 } text ? text : throw call.Fail("the text to replace must not be empty");

    private static ListNode Sorted(TemplateCall call)
    {
        call.Charge(Cost.Sort(call.List(0)));
        return Make.Texts(call.List(0).Select(Convert.Text).Order(Utf8Order.Comparer));
    }

    private static string Indent(TemplateCall call)
    {
        var (width, pad) = (1L, " ");
        if (call.Count == 3) (width, pad) = (call.Int(0), call.String(1));
        else if (call.Count == 2 && call[0] is StringNode text) pad = text.Value;
        else if (call.Count == 2) width = call.Int(0);
        var input = Convert.Text(call, call.Count - 1);
        if (width <= 0) return input;
        call.Allow(pad.Length * (input.AsSpan().Count('\n') + 1L), width, input.Length);
        if (pad.Length == 0) return input;
        var indent = string.Concat(Enumerable.Repeat(pad, (int)width));
        // A line end at the very end starts no further line.
        return indent + (input.EndsWith('\n') ? input[..^1].Replace("\n", "\n" + indent) + "\n" : input.Replace("\n", "\n" + indent));
    }

    public static string ShellQuote(string text) => $"'{text.Replace("'", "'\"'\"'")}'";

    private static string Words(TemplateCall call, string separator, bool lower)
    {
        var words = string.Concat(Convert.Text(call, 0).Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(separator, words);
        return lower && !text.Any(char.IsUpper) ? text.ToLowerInvariant() : text;
    }

    private static string Camel(string text)
    {
        var words = string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static string Slug(string text)
    {
        var letters = text.ToLowerInvariant().Replace("&", " and ").Replace("@", " at ").Replace("'", "");
        return string.Join('-', string.Concat(letters.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
