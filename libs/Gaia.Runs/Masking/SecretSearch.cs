using System.Numerics;

namespace Gaia.Runs.Masking;

/// <summary>
/// Finds any of many forms in one pass: one bit per four characters, whatever their case, says whether a form may begin with them. What
/// does is compared with the forms that have its first eight.
/// </summary>
internal sealed class SecretSearch
{
    private const int Start = 4, Beginning = 8, BitsPerForm = 32;

    private static readonly byte[] Folded = [.. Enumerable.Range(0, 128).Select(letter => (byte)char.ToUpperInvariant((char)letter))];

    private readonly Dictionary<ulong, SecretForm[]> forms;
    private readonly ulong[] starts;
    private readonly int shift;
    private readonly bool hasShort;

    public SecretSearch(IEnumerable<SecretForm> forms)
    {
        // Longest first, so that a secret that contains another one goes whole.
        this.forms = forms.Distinct().GroupBy(form => Key(form.Text.AsSpan(0, Math.Min(Beginning, form.Text.Length) is Beginning ? Beginning : Start)))
            .ToDictionary(group => group.Key, group => group.OrderByDescending(form => form.Text.Length).ToArray());
        var bits = BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(this.forms.Count * BitsPerForm, 1 << 12, 1 << 26));
        starts = new ulong[bits / 64];
        shift = 32 - BitOperations.Log2(bits);
        foreach (var form in this.forms.Values.SelectMany(some => some))
        {
            hasShort |= form.Text.Length < Beginning;
            var bit = Bit((uint)Key(form.Text.AsSpan(0, Start)));
            starts[bit / 64] |= 1UL << (int)bit;
        }
    }

    /// <summary>Where the next one begins; -1 at the end.</summary>
    public int Find(ReadOnlySpan<char> text, int from)
    {
        var start = 0u;
        for (var at = from; at < text.Length; at++)
        {
            start = start << 8 | Fold(text[at]);
            if (MayBegin(start) && at - from >= Start - 1 && LengthAt(text, at - (Start - 1)) > 0) return at - (Start - 1);
        }
        return -1;
    }

    /// <summary>Where the one that begins at <paramref name="start"/> ends, with those that begin within it.</summary>
    public int EndOf(ReadOnlySpan<char> text, int start)
    {
        var end = start + LengthAt(text, start);
        for (var at = start + 1; at < end; at++) end = Math.Max(end, at + LengthAt(text, at));
        return end;
    }

    /// <summary>Of the longest form that begins there; 0 where none does.</summary>
    public int LengthAt(ReadOnlySpan<char> text, int at)
    {
        text = text[at..];
        if (text.Length < Start || !MayBegin((uint)Key(text[..Start]))) return 0;
        if (text.Length >= Beginning && Longest(text, Beginning) is var found and > 0) return found;
        return hasShort ? Longest(text, Start) : 0;
    }

    private int Longest(ReadOnlySpan<char> text, int beginning)
    {
        if (!forms.TryGetValue(Key(text[..beginning]), out var some)) return 0;
        foreach (var form in some)
            if (form.Begins(text)) return form.Text.Length;
        return 0;
    }

    private bool MayBegin(uint start) => Bit(start) is var bit && (starts[bit / 64] & 1UL << (int)bit) != 0;

    private uint Bit(uint start) => start * 2654435761U >> shift;

    // What is not ASCII is all the same here.
    private static byte Fold(char letter) => letter < 128 ? Folded[letter] : byte.MaxValue;

    private static ulong Key(ReadOnlySpan<char> text)
    {
        var key = 0UL;
        foreach (var letter in text) key = key << 8 | Fold(letter);
        return key;
    }
}
