using System.Text.RegularExpressions;

namespace Gaia.Stacks.Secrets;

/// <summary>
/// Secrets within addresses: of a URL the password, and what its query gives under a secret name, as in <c>https://ci:PASSWORD@host/state?token=TOKEN</c>; of a
/// connection string too, as in <c>Host=db;Password=PASSWORD</c> or <c>host=db password=PASSWORD</c>.
/// </summary>
public static partial class Credentials
{
    /// <summary>As they are written there, and with %40 as @.</summary>
    public static IReadOnlyList<string> In(string text) =>
    [
        .. Users().Matches(text).Select(user => user.Groups["password"]).Concat(SecretPairs(text).Select(pair => pair.Groups["value"]))
            .Where(found => found.Success).SelectMany(found => (string[])[found.Value, Uri.UnescapeDataString(found.Value)]).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The same address for everybody: without users, passwords and tokens.</summary>
    public static string Without(string text)
    {
        foreach (var pair in SecretPairs(text).Reverse()) text = text.Remove(pair.Index, pair.Length);
        return Users().Replace(text, "${scheme}");
    }

    private static IEnumerable<Match> SecretPairs(string text) =>
        Pairs().Matches(text).Where(pair => SecretNames.IsOne(pair.Groups["name"].Value) || pair.Groups["name"].Value.ToUpperInvariant() is "SIG" or "PWD" or "PSW");

    [GeneratedRegex(@"(?<scheme>[a-z][a-z0-9+.-]*://)[^/\s:@?#]*(:(?<password>[^@/\s]*))?@", RegexOptions.IgnoreCase)]
    private static partial Regex Users();

    [GeneratedRegex(@"(?<=^|[?&;,\s])(?<name>[A-Za-z_-]+( key)?)=(?<value>[^&;,\s#]+)")]
    private static partial Regex Pairs();
}
