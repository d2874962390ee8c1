namespace Gaia.Manifests.Objects;

/// <summary>A DNS label out of a path or a name: `/var/lib/x` is `var-lib-x`.</summary>
internal static class Slug
{
    private const int Longest = 50;

    public static string Of(string text)
    {
        var words = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
        var slug = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length <= Longest && slug.Length > 0 ? slug : $"{slug[..Math.Min(slug.Length, Longest - 9)].TrimEnd('-')}-{Digest.Of(text, 8)}".TrimStart('-');
    }
}
