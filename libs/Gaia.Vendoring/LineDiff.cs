using System.Text;

namespace Gaia.Vendoring;

/// <summary>A unified diff with three lines around each change.</summary>
internal static class LineDiff
{
    private const int Around = 3;
    private const int MostCells = 16_000_000;

    public static string Unified(string path, string before, string after)
    {
        var (a, b) = (Lines(before), Lines(after));
        var edits = Edits(a, b);
        var text = new StringBuilder().Append($"--- a/{path}\n+++ b/{path}\n");
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Sign == ' ')
            {
                i++;
                continue;
            }
            var from = Math.Max(0, i - Around);
            var to = i;
            for (var quiet = 0; to < edits.Count && quiet <= 2 * Around; to++) quiet = edits[to].Sign == ' ' ? quiet + 1 : 0;
            while (to > i && edits[to - 1].Sign == ' ' && to - 1 - LastChange(edits, to) > Around) to--;
            Hunk(text, edits, from, to);
            i = to;
        }
        return text.ToString();
    }

    private static int LastChange(List<(char Sign, string Line, int A, int B)> edits, int before)
    {
        var at = before - 1;
        while (at >= 0 && edits[at].Sign == ' ') at--;
        return at;
    }

    private static void Hunk(StringBuilder text, List<(char Sign, string Line, int A, int B)> edits, int from, int to)
    {
        var part = edits.GetRange(from, to - from);
        var (countA, countB) = (part.Count(edit => edit.Sign != '+'), part.Count(edit => edit.Sign != '-'));
        text.Append($"@@ -{part[0].A + (countA > 0 ? 1 : 0)},{countA} +{part[0].B + (countB > 0 ? 1 : 0)},{countB} @@\n");
        foreach (var (sign, line, _, _) in part) text.Append(sign).Append(line).Append('\n');
    }

    // The longest common subsequence, after what both begin and end with; very long files are replaced whole.
    private static List<(char Sign, string Line, int A, int B)> Edits(string[] a, string[] b)
    {
        var (start, endA, endB) = (0, a.Length, b.Length);
        while (start < endA && start < endB && a[start] == b[start]) start++;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) (endA, endB) = (endA - 1, endB - 1);
        var edits = new List<(char, string, int, int)>();
        for (var i = 0; i < start; i++) edits.Add((' ', a[i], i, i));
        Middle(a, b, start, endA, endB, edits);
        for (var i = 0; endA + i < a.Length; i++) edits.Add((' ', a[endA + i], endA + i, endB + i));
        return edits;
    }

    private static void Middle(string[] a, string[] b, int start, int endA, int endB, List<(char, string, int, int)> edits)
    {
        var (n, m) = (endA - start, endB - start);
        var common = (long)n * m <= MostCells ? Table(a, b, start, n, m) : null;
        var (i, j) = (0, 0);
        while (i < n || j < m)
        {
            if (common is not null && i < n && j < m && a[start + i] == b[start + j]) edits.Add((' ', a[start + i], start + i++, start + j++));
            else if (i < n && (j == m || common is null || common[i + 1, j] >= common[i, j + 1])) edits.Add(('-', a[start + i], start + i++, start + j));
            else edits.Add(('+', b[start + j], start + i, start + j++));
        }
    }

    private static int[,] Table(string[] a, string[] b, int start, int n, int m)
    {
        var common = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
            for (var j = m - 1; j >= 0; j--)
                common[i, j] = a[start + i] == b[start + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
}
