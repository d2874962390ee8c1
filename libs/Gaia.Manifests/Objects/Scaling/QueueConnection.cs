using System.Text.RegularExpressions;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Secrets;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Scaling;

/// <summary>
/// A workload's connection string as KEDA's PostgreSQL scaler takes it: in parts. KEDA runs in a namespace of its own, so that names of
/// Services are made whole, and it does not read .NET's strings: `Host=postgres;Port=5432;Username=postgres;Password=...;Database=jobs`.
/// </summary>
/// <param name="Fault">Why it cannot be read, as a sentence; null: it is read.</param>
internal sealed partial record QueueConnection(IReadOnlyList<KeyValuePair<string, string>> Texts, IReadOnlyList<KeyValuePair<string, SecretKey>> Secrets, string? Fault)
{
    // Stand for a secret while the text around it is taken apart; private characters of Unicode.
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    private const string Authorities = "sslrootcert";

    public static QueueConnection Of(AppModel model, Workload workload, QueueScaling queue)
    {
        var variable = workload.Environment.FirstOrDefault(variable => variable.Key == queue.Connection);
        if (variable.Value is not { } value) return Refused($"resource '{workload.Resource}' has no variable '{queue.Connection}'.");
        if (value.Parts is [SecretPart whole]) return new([], [new("connection", SecretPlaces.Of(model, whole.Key))], null);
        var text = string.Concat(value.Parts.Select(part => part is SecretPart secret ? $"{Open}{secret.Key}{Close}" : ((TextPart)part).Text));
        var parts = UriPattern().Match(text) is { Success: true } uri ? FromUri(model, uri) : FromPairs(text);
        if (!parts.ContainsKey("host") || !parts.ContainsKey("userName")) return Refused($"'{queue.Connection}' has no host and user. It has to be a PostgreSQL connection string, Host=...;Username=..., or a URI.");
        return Split(model, queue, Whole(model, parts));
    }

    private static QueueConnection Refused(string fault) => new([], [], fault);

    private static SortedDictionary<string, string> FromUri(AppModel model, Match uri)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "userName", "password", "host", "port", "dbName" })
            if (uri.Groups[name] is { Success: true, Value: not "" } group)
                parts[name] = Plain(model, Uri.UnescapeDataString(group.Value));
        foreach (Match option in OptionPattern().Matches(uri.Groups["options"].Value)) parts[option.Groups[1].Value] = Uri.UnescapeDataString(option.Groups[2].Value);
        return parts;
    }

    // In parts it is not percent-encoded.
    private static string Plain(AppModel model, string part)
    {
        if (part is not [Open, .. var key, Close]) return part;
        var secret = SecretPlaces.Find(model, key);
        return model.Secrets.Any(other => !other.IsUriEncoded && other.Key == SecretPlaces.Bare(secret)) ? $"{Open}{SecretPlaces.Bare(secret)}{Close}" : part;
    }

    private static SortedDictionary<string, string> FromPairs(string text)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value] && Parameter(name) is { } parameter)
                parts[parameter] = parameter == "sslmode" ? Mode(value) : value;
        return parts;
    }

    private static string? Parameter(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "host" or "server" => "host",
        "port" => "port",
        "username" or "user" or "userid" => "userName",
        "password" or "pwd" => "password",
        "database" or "db" => "dbName",
        "sslmode" => "sslmode",
        "rootcertificate" => Authorities,
        _ => null,
    };

    private static string Mode(string mode) => mode.ToLowerInvariant() switch
    {
        "verifyca" => "verify-ca",
        "verifyfull" => "verify-full",
        var same => same,
    };

    private static SortedDictionary<string, string> Whole(AppModel model, SortedDictionary<string, string> parts)
    {
        parts.TryAdd("port", "5432");
        parts.TryAdd("dbName", parts["userName"]);
        parts.TryAdd("sslmode", "prefer");
        // A file of the workload's pods, which KEDA's do not have: it encrypts, and cannot verify.
        if (parts.Remove(Authorities)) parts["sslmode"] = "require";
        if (model.Workloads.Any(workload => workload.Name == parts["host"])) parts["host"] = $"{parts["host"]}.{model.Settings.Namespace}.svc";
        return parts;
    }

    private static QueueConnection Split(AppModel model, QueueScaling queue, SortedDictionary<string, string> parts)
    {
        var texts = parts.Where(part => !part.Value.Contains(Open)).ToList();
        var secrets = parts.Where(part => part.Value is [Open, .. var key, Close] && !key.Contains(Open)).Select(part => KeyValuePair.Create(part.Key, part.Value[1..^1])).ToList();
        if (texts.Count + secrets.Count < parts.Count) return Refused($"'{queue.Connection}' has a secret inside of other text. Each of host, user, password and database has to be a secret or none.");
        if (texts.Any(part => part.Key == "password")) return Refused($"'{queue.Connection}' has its password in the open. Make it a secret parameter.");
        if (secrets.Any(part => SecretPlaces.Find(model, part.Value).IsUriEncoded)) return Refused($"'{queue.Connection}' has the password percent-encoded only. Name a variable with Host=...;Password=... instead.");
        return new(texts, [.. secrets.Select(part => KeyValuePair.Create(part.Key, SecretPlaces.Of(model, part.Value)))], null);
    }

    [GeneratedRegex(@"^postgres(?:ql)?://(?:(?<userName>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^:/?]+)(?::(?<port>[^/?]+))?(?:/(?<dbName>[^?]*))?(?<options>\?.*)?\z")]
    private static partial Regex UriPattern();

    [GeneratedRegex(@"[?&](sslmode|sslrootcert)=([^&]+)")]
    private static partial Regex OptionPattern();
}
