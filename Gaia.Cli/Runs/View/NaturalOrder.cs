namespace Gaia.Cli.Runs.View;

/// <summary>Ordinal, but numbers by value: <c>a[2]</c> before <c>a[10]</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (m, n) = (Digits(a, i), Digits(b, j));
            var order = m > 0 && n > 0 ? Numbers(a.AsSpan(i, m), b.AsSpan(j, n)) : a[i].CompareTo(b[j]);
            if (order != 0) return order;
            (i, j) = m > 0 && n > 0 ? (i + m, j + n) : (i + 1, j + 1);
        }
        return (a.Length - i).CompareTo(b.Length - j);
    }

    private static int Digits(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - start;
    }

    private static int Numbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
