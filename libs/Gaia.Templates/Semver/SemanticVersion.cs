using System.Globalization;

namespace Gaia.Templates.Semver;

/// <summary>A version as Masterminds/semver reads it: a leading v and missing parts are fine.</summary>
internal sealed record SemanticVersion(long Major, long Minor, long Patch, string Prerelease, string Metadata, string Original) : IComparable<SemanticVersion>
{
    public static SemanticVersion Of(long major, long minor, long patch) => new(major, minor, patch, "", "", $"{major}.{minor}.{patch}");

    public static SemanticVersion? Parse(string text)
    {
        var rest = text.StartsWith('v') ? text[1..] : text;
        var (metadata, prerelease) = ("", "");
        if (rest.IndexOf('+') is >= 0 and var plus) (rest, metadata) = (rest[..plus], rest[(plus + 1)..]);
        if (rest.IndexOf('-') is >= 0 and var dash) (rest, prerelease) = (rest[..dash], rest[(dash + 1)..]);
        var parts = rest.Split('.');
        if (parts.Length > 3 || text.EndsWith('-') || text.EndsWith('+') || !IsIdentifiers(prerelease) || !IsIdentifiers(metadata)) return null;
        var numbers = new long[3];
        for (var i = 0; i < parts.Length; i++)
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return new SemanticVersion(numbers[0], numbers[1], numbers[2], prerelease, metadata, text);
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) return 1;
        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (order != 0) return order;
        if (Prerelease == other.Prerelease) return 0;
        if (Prerelease.Length == 0) return 1;
        return other.Prerelease.Length == 0 ? -1 : ComparePrereleases(Prerelease.Split('.'), other.Prerelease.Split('.'));
    }

    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" + Prerelease : "")}{(Metadata.Length > 0 ? "+" + Metadata : "")}";

    private static int ComparePrereleases(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var x = long.TryParse(a[i], NumberStyles.None, CultureInfo.InvariantCulture, out var m);
            var y = long.TryParse(b[i], NumberStyles.None, CultureInfo.InvariantCulture, out var n);
            var order = x && y ? m.CompareTo(n) : x != y ? (x ? -1 : 1) : Math.Sign(string.CompareOrdinal(a[i], b[i]));
            if (order != 0) return order;
        }
        return a.Length.CompareTo(b.Length);
    }

    private static bool IsIdentifiers(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
