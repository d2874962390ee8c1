using System.Text.RegularExpressions;

namespace Gaia.Stacks.Secrets;

/// <summary>
/// Secrets within addresses: of a URL the password, a token in the user's place, and what its query gives under a secret name, as in
/// <c>https://ci:PASSWORD@host/state?token=TOKEN</c> or <c>https://TOKEN@host</c>; of a connection string too, as in
/// <c>Host=db;Password=PASSWORD</c> or <c>host=db password=PASSWORD</c>.
/// </summary>
public static partial class Credentials
{
    /// <summary>As they are written there, and with %40 as @.</summary>
    public static IReadOnlyList<string> In(string text) =>
    [
        .. Users().Matches(text).SelectMany(OfUser).Concat(SecretPairs(text).Select(pair => pair.Groups["value"].Value))
            .SelectMany(found => (string[])[found, Uri.UnescapeDataString(found)]).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The same address for everybody: without users, passwords and tokens.</summary>
    public static string Without(string text)
    {
        foreach (var pair in SecretPairs(text).Reverse()) text = text.Remove(pair.Index, pair.Length);
        return Users().Replace(text, "${scheme}");
    }

    // A token stands before a password that says nothing, too: TOKEN:x-oauth-basic@github.com.
    private static IEnumerable<string> OfUser(Match address)
    {
        var (user, password) = (address.Groups["user"].Value, address.Groups["password"].Value);
        if (user.Length > 0 && !UserNames.IsOne(Uri.UnescapeDataString(user))) yield return user;
        if (password.Length > 0) yield return password;
    }

    private static IEnumerable<Match> SecretPairs(string text) =>
        Pairs().Matches(text).Where(pair => SecretNames.IsOne(pair.Groups["name"].Value) || pair.Groups["name"].Value.ToUpperInvariant() is "SIG" or "PWD" or "PSW");

    // Up to the last @ before the host: some write one in a user or a password as it is. What follows the host may have one of its own.
    [GeneratedRegex(
        """(?<scheme>[a-z][a-z0-9+.-]*://)(?<user>[^/\s:@?#]*(@[^/\s:@?#"',;&<>]*)*)(:(?<password>[^@/\s]*(@[^@/\s?#"',;&<>]*)*))?@""", RegexOptions.IgnoreCase)]
    private static partial Regex Users();

    [GeneratedRegex(@"(?<=^|[?&;,\s])(?<name>[A-Za-z_-]+( key)?)=(?<value>[^&;,\s#]+)")]
    private static partial Regex Pairs();
}
