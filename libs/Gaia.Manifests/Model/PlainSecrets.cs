using System.Text.RegularExpressions;

namespace Gaia.Manifests.Model;

/// <summary>Tells a secret that somebody wrote down from what may stand in a ConfigMap, in a pod's command line or in an image.</summary>
internal static partial class PlainSecrets
{
    // In the place of a secret that is kept: what stands around it is looked at.
    private const char Kept = '\u0001';

    private static readonly string[] Endings = ["password", "passwd", "passphrase", "pwd", "secret", "token", "credential", "apikey", "privatekey", "secretkey", "accesskey", "accountkey"];
    private static readonly string[] Words = ["pass", "requirepass", "masterauth"];
    private static readonly string[] Names = ["REDISCLI_AUTH"];
    private static readonly string[] SecretKeys = ["api", "private", "secret", "access", "signing", "encryption", "account", "shared", "master", "license", "jwt"];
    private static readonly string[] OpenKeys = ["public", "partition", "cache", "primary", "foreign", "sort", "routing", "object"];
    private static readonly string[] NoSecrets = ["true", "false", "yes", "no", "on", "off", "0", "1", "none", "null"];

    /// <summary>Why it is taken for one; null: it is not.</summary>
    public static string? Suspicion(string name, Value value) => value.HasSecret
        ? InText(Text(value))
        : Suspicion(name, value.Text);

    /// <summary>Of a command line: `--db-password=x`, `--requirepass x`, `amqp://user:x@mq`.</summary>
    public static string? Suspicion(IReadOnlyList<Value> arguments)
    {
        foreach (var script in arguments.Select(Text).Where(text => text.Any(char.IsWhiteSpace)))
            if (Suspicion([.. script.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Word)]) is { } inside)
                return inside;
        for (var at = 0; at < arguments.Count; at++)
        {
            if (OptionPattern().Match(Start(arguments[at])) is { Success: true } option)
            {
                var given = option.Groups["value"].Success ? WithoutStart(arguments[at], option.Groups["value"].Index)
                    : at + 1 < arguments.Count && !Start(arguments[at + 1]).StartsWith('-') ? arguments[at + 1] : Value.Of("");
                if (Suspicion(option.Groups["name"].Value, given) is { } why) return $"after {option.Groups["option"].Value} {why}";
            }
            if (Suspicion("", arguments[at]) is { } plain) return plain;
        }
        return null;
    }

    private static string Text(Value value) => string.Concat(value.Parts.Select(part => part is TextPart text ? text.Text : $"{Kept}"));

    // Of a script, `redis-server --requirepass x`; which secret is kept in it does not matter here.
    private static Value Word(string word) => new([.. word.Split(Kept).SelectMany((text, at) => at == 0 ? new ValuePart[] { new TextPart(text) } : [new SecretPart(""), new TextPart(text)])]);

    private static string Start(Value value) => value.Parts is [TextPart text, ..] ? text.Text : "";

    private static Value WithoutStart(Value value, int length) => new([new TextPart(Start(value)[length..]), .. value.Parts.Skip(1)]);

    private static string? Suspicion(string name, string text)
    {
        if (text.Length == 0 || NoSecrets.Contains(text.ToLowerInvariant()) || ReferencePattern().IsMatch(text)) return null;
        return SoundsLikeOne(name, text) ? "by its name it is a secret" : InText(text);
    }

    /// <summary>Of a line of a file, in whose code and settings a name with a value is not one of a connection string.</summary>
    public static string? InLine(string line) =>
        LinkedPattern().IsMatch(line) ? "there is a password in its connection string" : InAnyText(line);

    private static string? InText(string text) => ConnectionPattern().IsMatch(text) ? "there is a password in its connection string" : InAnyText(text);

    private static string? InAnyText(string text) =>
        UserPattern().IsMatch(text) ? "there is a password in its URL"
        : KeyPattern().IsMatch(text) ? "it holds a private key"
        : TokenPattern().IsMatch(text) ? "it looks like a token"
        : null;

    // The last word says what it is: CLIENT_SECRET, Jwt__SecretKey, PGPASSWORD, Tokens__0 are secrets; TOKEN_URL, PASSWORD_FILE, PublicKey are not.
    private static bool SoundsLikeOne(string name, string text)
    {
        if (Names.Contains(name)) return true;
        string[] words = [.. WordPattern().Matches(name).Select(word => word.Value.ToLowerInvariant())];
        while (words is [.., var end] && (end is "value" or "text" || int.TryParse(end, out _))) words = words[..^1];
        if (words is [.., var last] && last.EndsWith('s') && !last.EndsWith("ss", StringComparison.Ordinal))
        {
            if (int.TryParse(text, out _)) return false; // MAX_TOKENS counts them
            words = [.. words[..^1], last[..^1]];
        }
        return words switch
        {
            [.., var kind, "key"] => SecretKeys.Contains(kind) || (!OpenKeys.Contains(kind) && RandomPattern().IsMatch(text)),
            [.., "connection", "string"] => false,
            [.., var word] => Words.Contains(word) || Endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)),
            [] => false,
        };
    }

    // $PW, ${PW}, $(PW), %PW%, {{ .pw }}, ****: what stands there is decided elsewhere.
    [GeneratedRegex(@"^[""']?(\$\w+|\$\{[\w.:]+\}|\$\(\w+\)|%\w+%|\{\{.*\}\}|\*+)[""']?$")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")]
    private static partial Regex WordPattern();

    // --name=value, -name, --name:value
    [GeneratedRegex(@"^(?<option>--?(?<name>[A-Za-z][\w.-]*))(?:[=:](?<value>))?", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionPattern();

    // amqp://user:password@host; in http://host:80/a@b it is a port
    [GeneratedRegex("""://[^/\s:@]*:(?![0-9]{1,5}/|\$[({]?\w+[)}]?@)[^\s@\u0001]+@""")]
    private static partial Regex UserPattern();

    // Host=db;Password=x   cache:6379,password=x   https://host/?sig=x   of a variable's name ($PW, ${PW}) it is not known
    [GeneratedRegex("""(^|[;,&?\s])\s*([\w.-]*(password|passwd|pwd|passphrase)|accountkey|sharedaccesskey|sharedaccesssignature|sig|secretkey|(x-)?api[-_]?key|access_token|token|secret|client_?secret|secret_?access_?key)\s*=\s*(?!\$[({]?\w+[)}]?([;,&\s]|$))[^;,&\s\u0001]""", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionPattern();

    // The same where it is linked to what stands before it: redis: cache:6379,password=x
    [GeneratedRegex("""[^\s;,&?][;,&?]\s?([\w.-]*(password|passwd|pwd|passphrase)|accountkey|sharedaccesskey|sharedaccesssignature|sig|access_token)=(?![$%{<"'])[^;,&\s.()]+([;,&\s"']|$)""", RegexOptions.IgnoreCase)]
    private static partial Regex LinkedPattern();

    [GeneratedRegex("-----BEGIN ([A-Z]+ )*PRIVATE KEY-----")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("""^(Bearer|Basic)\s+[\w+/=.~-]{8,}$|[Aa]uthorization["']?\s*[:=]\s*["']?(Bearer|Basic)\s+[\w+/=.~-]{8,}|(^|\W)(sk_live_|sk_test_|ghp_|github_pat_|glpat-|xox[abp]-)\w{8,}|(^|\W)AKIA[0-9A-Z]{16}(\W|$)|(^|\W)eyJ[\w-]{8,}\.eyJ[\w-]{8,}""")]
    private static partial Regex TokenPattern();

    // Nobody calls a thing so. pk_ begins a key that is meant to be public.
    [GeneratedRegex(@"^(?!pk_)(?=.*[0-9])(?=.*[A-Za-z])[\w+=~-]{20,}$")]
    private static partial Regex RandomPattern();
}
