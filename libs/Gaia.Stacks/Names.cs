namespace Gaia.Stacks;

/// <summary>Finds what a mistyped name may have meant.</summary>
internal static class Names
{
    /// <summary>At most three candidates, nearest first; none that differ in more than a third of the name.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> candidates) =>
    [
        .. candidates.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3).Select(pair => pair.candidate),
    ];

    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1 + Math.Max(2, left.Length / 3)) return int.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[^1];
    }
}
