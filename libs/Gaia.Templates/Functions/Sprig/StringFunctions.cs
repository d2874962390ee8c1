using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

internal static class StringFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("hello", 0, _ => Make.Text("Hello!"));
        table.Add("trim", 1, call => Make.Text(call.String(0).Trim()));
        table.Add("trimAll", 2, call => Make.Text(TrimSet(call.String(1), call.String(0))));
        table.Alias("trimAll", "trimall");
        table.Add("trimSuffix", 2, call => Make.Text(TrimSuffix(call.String(1), call.String(0))));
        table.Add("trimPrefix", 2, call => Make.Text(TrimPrefix(call.String(1), call.String(0))));
        table.Add("contains", 2, call => Make.Bool(call.String(1).Contains(call.String(0), StringComparison.Ordinal)));
        table.Add("hasPrefix", 2, call => Make.Bool(call.String(1).StartsWith(call.String(0), StringComparison.Ordinal)));
        table.Add("hasSuffix", 2, call => Make.Bool(call.String(1).EndsWith(call.String(0), StringComparison.Ordinal)));
        table.Add("replace", 3, Replace);
        table.Add("repeat", 2, call => Repeat(call, call.Int(0), call.String(1)));
        table.Add("nospace", 1, call => Make.Text(string.Concat(call.String(0).Where(c => !char.IsWhiteSpace(c)))));
        table.Add("substr", 3, call => Make.Text(Substring(call.Int(0), call.Int(1), call.String(2))));
        table.Add("trunc", 2, call => Make.Text(Truncate(call.Int(0), call.String(1))));
        table.Add("abbrev", 2, call => Make.Text(Abbreviations.Right(call.String(1), call.Int(0))));
        table.Add("abbrevboth", 3, call => Make.Text(Abbreviations.Both(call.String(2), call.Int(0), call.Int(1))));
        table.Add("plural", 3, call => Make.Text(call.Int(2) == 1 ? call.String(0) : call.String(1)));
        table.Add("wrap", 2, call => Make.Text(WordWrap.Wrap(call, call.String(1), call.Int(0), "\n", breakWords: false)));
        table.Add("wrapWith", 3, call => Make.Text(WordWrap.Wrap(call, call.String(2), call.Int(0), call.String(1), breakWords: true)));
        table.Add("toString", 1, call => Make.Text(Cast.Text(call[0])));
    }

    public static Node Repeat(TemplateCall call, long count, string text)
    {
        if (count < 0) throw call.Fail("strings: negative Repeat count");
        call.Allow(text.Length, count);
        if (text.Length == 0) return Make.Text("");
        return Make.Text(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    public static string TrimSet(string text, string set)
    {
        var runes = set.EnumerateRunes().Select(rune => rune.Value).ToHashSet();
        return runes.All(rune => rune < 0x10000) ? text.Trim(runes.Select(rune => (char)rune).DefaultIfEmpty('\uFFFF').ToArray()) : text;
    }

    public static string TrimSuffix(string text, string suffix) =>
        suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    public static string TrimPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    // Offsets count bytes, as Go's do.
    private static string Substring(long start, long end, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (start < 0) return Cut(bytes, 0, end);
        return end < 0 || end > bytes.Length ? Cut(bytes, start, bytes.Length) : Cut(bytes, start, end);
    }

    private static string Truncate(long count, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (count < 0) return bytes.Length + count > 0 ? Cut(bytes, bytes.Length + count, bytes.Length) : text;
        return bytes.Length > count ? Cut(bytes, 0, count) : text;
    }

    private static string Cut(byte[] bytes, long from, long to)
    {
        if (from < 0 || to > bytes.Length || from > to)
            throw new TemplateCallException($"slice bounds out of range [{from}:{to}] with length {bytes.Length}");
        return Encoding.UTF8.GetString(bytes, (int)from, (int)(to - from));
    }

    private static Node Replace(TemplateCall call)
    {
        var (old, with, text) = (call.String(0), call.String(1), call.String(2));
        if (old.Length > 0)
        {
            call.Allow(text.Length + (long)(text.Length / old.Length) * with.Length);
            return Make.Text(text.Replace(old, with, StringComparison.Ordinal));
        }
        // Go puts the new text between all characters and at both ends.
        call.Allow(text.Length + (text.Length + 1L) * with.Length);
        var result = new StringBuilder(with);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune).Append(with);
        return Make.Text(result.ToString());
    }
}
