namespace Gaia.Runs.Masking;

/// <summary>
/// The beginning of a secret as a value of its own: <c>substr(var.token, 0, 12)</c>, <c>ghp_16C7e42F...</c> It is one if it ends
/// amid a word or in dots: <c>registry.example.com</c> is not the beginning of <c>registry.example.com/app:TOKEN</c>.
/// </summary>
internal sealed class ShortenedSecrets
{
    private const int Shortest = 12;

    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> secrets;

    public ShortenedSecrets(IEnumerable<string> values) =>
        secrets = values.Select(value => value.Trim()).Where(value => value.Length > Shortest).GroupBy(value => value[..Shortest], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsOne(ReadOnlySpan<char> text)
    {
        var start = text.TrimEnd(".…*");
        if (start.Length < Shortest || !secrets.TryGetValue(start[..Shortest], out var some)) return false;
        foreach (var secret in some)
            if (secret.Length > start.Length && secret.AsSpan().StartsWith(start, StringComparison.Ordinal)
                && (start.Length < text.Length || (char.IsLetterOrDigit(start[^1]) && char.IsLetterOrDigit(secret[start.Length])))) return true;
        return false;
    }
}
