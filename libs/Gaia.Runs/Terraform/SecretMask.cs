using System.Buffers;
using System.Text.Json;

namespace Gaia.Runs.Terraform;

/// <summary>Replaces known secret values in text that leaves the worker. Immutable.</summary>
internal sealed class SecretMask
{
    public const string Shown = "(sensitive value)";

    // Shorter values would blank out ordinary words and numbers.
    private const int Shortest = 4;

    private static readonly string[] SecretWords =
        ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "PRIVATE_KEY", "API_KEY", "ACCESS_KEY", "CREDENTIAL", "CONNECTION_STRING", "PASSPHRASE"];

    private readonly string[] secrets;
    private readonly SearchValues<string> search;

    public SecretMask(IEnumerable<string> values)
    {
        // Longest first, so that a secret that contains another one goes whole.
        secrets = [.. values.SelectMany(Forms).Where(IsWorthHiding).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];
        search = SearchValues.Create(secrets, StringComparison.Ordinal);
    }

    public static SecretMask None { get; } = new([]);

    public IReadOnlyList<string> Secrets => secrets;

    public SecretMask With(IEnumerable<string> more) => new(secrets.Concat(more));

    public string Apply(string text)
    {
        if (secrets.Length == 0 || text.AsSpan().IndexOfAny(search) < 0) return text;
        foreach (var secret in secrets) text = text.Replace(secret, Shown, StringComparison.Ordinal);
        return text;
    }

    public string? ApplyTo(string? text) => text is null ? null : Apply(text);

    /// <summary>Values of variables whose names say that they are secret: AWS_SECRET_ACCESS_KEY, TF_VAR_db_password, ...</summary>
    public static IEnumerable<string> OfEnvironment(IReadOnlyDictionary<string, string> environment) => environment
        .Where(variable => SecretWords.Any(word => variable.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .Where(variable => !variable.Key.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) && variable.Value != "testing")
        .Select(variable => variable.Value);

    // As it is, as JSON writes it inside a string, and line by line where it has lines (a log shows one at a time).
    private static IEnumerable<string> Forms(string value)
    {
        yield return value;
        var encoded = JsonEncodedText.Encode(value).ToString();
        if (encoded != value) yield return encoded;
        if (value.Contains('\n', StringComparison.Ordinal))
            foreach (var line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length >= 8))
                yield return line;
    }

    private static bool IsWorthHiding(string value) =>
        value.Length >= Shortest && value is not ("true" or "false" or "null") && !string.IsNullOrWhiteSpace(value);
}
