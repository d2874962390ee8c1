namespace Gaia.Documents;

/// <summary>Finds what a mistyped name may have meant.</summary>
public static class NearestNames
{
    /// <summary>At most three candidates, nearest first: two letters or a third of them may differ, in short names one.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates) =>
    [
        .. candidates.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= Farthest(name))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3).Select(pair => pair.candidate),
    ];

    private static int Farthest(string name) => Math.Max(name.Length > 3 ? 2 : 1, name.Length / 3);

    // Two letters that changed places are one mistake; a difference in case costs nothing.
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > Farthest(left)) return int.MaxValue;
        (left, right) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var (before, last, row) = (new int[right.Length + 1], new int[right.Length + 1], Enumerable.Range(0, right.Length + 1).ToArray());
        for (var i = 1; i <= left.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }

        return row[right.Length];
    }
}
