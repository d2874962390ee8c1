using System.Buffers;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Writing;

/// <summary>The two orders in which Go writes the keys of a map.</summary>
public static class NodeOrder
{
    private const int FewEntries = 16;

    /// <summary>By the bytes of the keys: encoding/json. The array is borrowed: more may follow the map's entries.</summary>
    public static KeyValuePair<string, Node>[] BorrowSorted(this MapNode map) => Borrow(map, string.CompareOrdinal);

    /// <summary>Numbers inside keys by value, so that item2 comes before item10: go-yaml.</summary>
    public static KeyValuePair<string, Node>[] BorrowSortedNaturally(this MapNode map) => Borrow(map, CompareNaturally);

    public static KeyValuePair<string, Node>[] SortedNaturally(this MapNode map)
    {
        var borrowed = map.BorrowSortedNaturally();
        var entries = borrowed[..map.Count];
        Return(borrowed);
        return entries;
    }

    public static void Return(KeyValuePair<string, Node>[] borrowed) => ArrayPool<KeyValuePair<string, Node>>.Shared.Return(borrowed);

    private static KeyValuePair<string, Node>[] Borrow(MapNode map, Comparison<string> compare)
    {
        var borrowed = ArrayPool<KeyValuePair<string, Node>>.Shared.Rent(map.Count);
        var entries = borrowed.AsSpan(0, map.Count);
        for (var i = 0; i < entries.Length; i++) entries[i] = map[i];
        if (entries.Length > FewEntries) entries.Sort((a, b) => compare(a.Key, b.Key));
        else InsertionSort(entries, compare);
        return borrowed;
    }

    private static void InsertionSort(Span<KeyValuePair<string, Node>> entries, Comparison<string> compare)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var at = i;
            for (; at > 0 && compare(entries[at - 1].Key, entry.Key) > 0; at--) entries[at] = entries[at - 1];
            entries[at] = entry;
        }
    }

    public static int CompareNaturally(string a, string b)
    {
        var digits = false;
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] == b[i]) { digits = char.IsDigit(a[i]); continue; }
            bool aLetter = char.IsLetter(a[i]), bLetter = char.IsLetter(b[i]);
            if (aLetter && bLetter) return a[i] - b[i];
            if (aLetter || bLetter) return digits == aLetter ? -1 : 1;
            return CompareNumbers(a, b, i);
        }
        return a.Length - b.Length;
    }

    // "07" and "7" differ in zeros alone: zeros count once a digit other than zero stands before them.
    private static int CompareNumbers(string a, string b, int at)
    {
        var seed = (a[at] == '0' || b[at] == '0') && DigitBefore(a, at) ? 1L : 0L;
        var (aNumber, aEnd) = Number(a, at, seed);
        var (bNumber, bEnd) = Number(b, at, seed);
        return aNumber != bNumber ? aNumber.CompareTo(bNumber) : aEnd != bEnd ? aEnd - bEnd : a[at] - b[at];
    }

    private static bool DigitBefore(string text, int at)
    {
        for (var i = at - 1; i >= 0 && char.IsDigit(text[i]); i--)
            if (text[i] != '0')
                return true;
        return false;
    }

    private static (long Number, int End) Number(string text, int at, long seed)
    {
        var number = seed;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++) number = unchecked(number * 10 + (text[at] - '0'));
        return (number, at);
    }
}
