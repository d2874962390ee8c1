namespace Gaia.Manifests.Objects;

/// <summary>A DNS label out of a path or a name: `/var/lib/x` is `var-lib-x`.</summary>
internal static class Slug
{
    private const int Longest = 50;

    public static string Of(string text)
    {
        var words = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
        var slug = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length <= Longest && slug.Length > 0 ? slug : Marked(slug, text);
    }

    /// <summary>Of several texts, each another: `/a/b` and `/a-b` would be the same.</summary>
    public static IReadOnlyDictionary<string, string> Apart(IReadOnlyCollection<string> texts) => texts.Distinct(StringComparer.Ordinal)
        .GroupBy(Of, StringComparer.Ordinal).SelectMany(same => same.Select(text => KeyValuePair.Create(text, same.Count() == 1 ? same.Key : Marked(same.Key, text))))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>A name with a digest behind it.</summary>
    public static string Marked(string slug, string text) => $"{slug[..Math.Min(slug.Length, Longest - 9)].TrimEnd('-')}-{Digest.Of(text, 8)}".TrimStart('-');
}
