using System.Text.RegularExpressions;

namespace Gaia.Configurations.Blobs;

/// <summary>What a blob may be called, the same in every store.</summary>
internal static partial class BlobKeys
{
    // S3 takes no longer one; a prefix has room besides.
    private const int Longest = 900;

    public static bool IsKey(string key) => key.Length <= Longest && KeyPattern().IsMatch(key) && !key.Contains("..", StringComparison.Ordinal);

    /// <exception cref="ArgumentException">It is not a key.</exception>
    public static string Demand(string key) => IsKey(key) ? key : throw new ArgumentException($"'{key}' is not a blob key.", nameof(key));

    public static bool IsBucket(string name) => BucketPattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketPattern();
}
