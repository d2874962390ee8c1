namespace Gaia.Documents.Writing;

/// <summary>Go orders strings by their UTF-8 bytes, which is by code point: surrogates must not sort before U+E000.</summary>
public static class Utf8Order
{
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i]) continue;
            var (x, y) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return x == y ? a[i].CompareTo(b[i]) : x ? 1 : -1;
        }
        return a.Length.CompareTo(b.Length);
    }

    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);
}
