using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>The keys of the application's Secret: each is taken down when a workload needs it.</summary>
/// <param name="values">Given by hand, by the parameter's name or the key; only looked at if secrets are written in plain.</param>
internal sealed class SecretKeys(SecretSettings settings, IReadOnlyDictionary<string, string>? values, FaultList faults)
{
    private readonly Dictionary<string, SecretValue> taken = new(StringComparer.Ordinal);

    public IReadOnlyList<SecretValue> Sorted => [.. taken.Values.OrderBy(secret => secret.Key, StringComparer.Ordinal)];

    /// <param name="parameter">`postgres-password`, `pg.outputs.connectionString`.</param>
    public Value Take(string parameter, string? byDefault)
    {
        var key = ResourceName.Key(parameter);
        return Take(new SecretValue(key, parameter, IsUriEncoded: false, Plain(parameter, key, byDefault)));
    }

    /// <summary>The same secret percent-encoded.</summary>
    public Value TakeEncoded(string key, string owner)
    {
        var secret = taken[key];
        if (secret.IsUriEncoded)
        {
            faults.Add("filter.twice", $"{owner} percent-encodes what is percent-encoded already.");
            return new Value([new SecretPart(key)]);
        }

        if (settings.Provider == SecretProvider.Existing && settings.Places.TryGetValue(secret.Parameter, out var place) && place.UriKey is null)
            faults.Add("value.missing", $"{owner} needs {secret.Parameter} percent-encoded: in the settings, set `secrets.places.{secret.Parameter}.uriKey: KEY` to the key of Secret {place.Name} that holds it so.");
        return Take(new SecretValue($"{key}-uri", secret.Parameter, IsUriEncoded: true, secret.Text is null ? null : Uri.EscapeDataString(secret.Text)));
    }

    private Value Take(SecretValue secret)
    {
        if (taken.TryGetValue(secret.Key, out var other) && (other.Parameter, other.IsUriEncoded) != (secret.Parameter, secret.IsUriEncoded))
            faults.Add("name.clash", $"Secrets {other.Parameter} and {secret.Parameter} would both be key {secret.Key}: rename one of them in the AppHost.");
        else
            taken[secret.Key] = secret;
        return new Value([new SecretPart(secret.Key)]);
    }

    private string? Plain(string parameter, string key, string? byDefault)
    {
        if (settings.Provider != SecretProvider.Plain) return null;
        if ((Given(parameter) ?? Given(key) ?? byDefault) is { } text) return text;
        faults.Add("value.missing", $"Secret {parameter} has no value: add `{parameter}: VALUE` to the file of --parameters (--generate-missing makes those that the manifest has a rule for).");
        return null;
    }

    private string? Given(string name) => values?.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
