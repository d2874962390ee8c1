using System.Text.RegularExpressions;

namespace Gaia.Manifests.Model;

/// <summary>Tells a secret that somebody wrote down from what may stand in a ConfigMap.</summary>
internal static partial class PlainSecrets
{
    private static readonly string[] Words = ["password", "passwd", "passphrase", "pass", "pwd", "secret", "secrets", "token", "credential", "credentials", "apikey", "privatekey", "secretkey", "accesskey"];
    private static readonly string[] Keys = ["api", "private", "secret", "access", "signing", "encryption", "account", "shared", "master", "license", "jwt"];
    private static readonly string[] NoSecrets = ["true", "false", "yes", "no", "on", "off", "0", "1", "none", "null"];

    /// <summary>Why it is taken for one; null: it is not.</summary>
    public static string? Suspicion(string name, string text)
    {
        if (text.Length == 0 || NoSecrets.Contains(text.ToLowerInvariant())) return null;
        if (SoundsLikeOne(name)) return "by its name it is a secret";
        if (UserPattern().IsMatch(text)) return "there is a password in its URL";
        return ConnectionPattern().IsMatch(text) ? "there is a password in its connection string" : null;
    }

    // The last word says what it is: CLIENT_SECRET, Jwt__SecretKey, DefaultPassword are secrets; TOKEN_URL, PASSWORD_FILE, PublicKey are not.
    private static bool SoundsLikeOne(string name)
    {
        string[] words = [.. WordPattern().Matches(name).Select(word => word.Value.ToLowerInvariant())];
        while (words is [.., var last] && (last is "value" or "text" || int.TryParse(last, out _))) words = words[..^1];
        return words switch
        {
            [.., var kind, "key"] => Keys.Contains(kind),
            [.., "connection", "string"] => false,
            [.., var last] => Words.Contains(last),
            [] => false,
        };
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")]
    private static partial Regex WordPattern();

    // amqp://user:password@host
    [GeneratedRegex(@"://[^/\s:@]*:[^/\s@]+@")]
    private static partial Regex UserPattern();

    // Host=db;Password=x   AccountKey=x
    [GeneratedRegex(@"(^|;)\s*(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;\s]", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionPattern();
}
