using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class SplitFunctions
{
    // Each is a value of its own, and that is larger than a letter.
    private const int SizeOfPart = 32;

    public static void AddTo(FunctionTable table)
    {
        table.Add("splitList", 2, call => Make.Texts(Split(call, call.String(1), call.String(0), -1)));
        table.Add("split", 2, call => Numbered(Split(call, call.String(1), call.String(0), -1)));
        table.Add("splitn", 3, call => Numbered(Split(call, call.String(2), call.String(0), call.Int(1))));
        table.Add("join", 2, call => Make.Text(Join(call, call.String(0), Cast.Texts(call[1]))));
        table.Add("sortAlpha", 1, Sorted);
        table.Add("toStrings", 1, call => Make.Texts(Cast.Texts(call[0])));
    }

    public static string Join(TemplateCall call, string separator, IEnumerable<string> items)
    {
        var all = items as IReadOnlyCollection<string> ?? items.ToArray();
        call.Allow(all.Sum(item => (long)item.Length + separator.Length));
        return string.Join(separator, all);
    }

    private static ListNode Sorted(TemplateCall call)
    {
        if (call[0] is not ListNode list) return Make.Texts([Cast.Text(call[0])]);
        call.Charge(Cost.Sort(list));
        return Make.Texts(Cast.Texts(list).Order(Utf8Order.Comparer));
    }

    /// <summary>Go's strings.SplitN: an empty separator splits characters, 0 gives nothing, -1 has no limit.</summary>
    public static IEnumerable<string> Split(TemplateCall call, string text, string separator, long count)
    {
        if (count == 0) return [];
        call.Allow(SizeOfPart, separator.Length == 0 ? text.Length : text.AsSpan().Count(separator) + 1L);
        call.Charge(Cost.Parse(text));
        if (separator.Length > 0) return text.Split(separator, count < 0 ? int.MaxValue : (int)Math.Min(count, int.MaxValue));
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        return count < 0 || runes.Length <= count ? runes
            : [.. runes.Take((int)count - 1), string.Concat(runes.Skip((int)count - 1))];
    }

    // {"_0": "a", "_1": "b"}
    private static DictNode Numbered(IEnumerable<string> parts)
    {
        var result = new DictNode();
        foreach (var part in parts) result.Entries[$"_{result.Entries.Count}"] = Make.Text(part);
        return result;
    }
}
