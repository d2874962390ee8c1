using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Secrets;

/// <summary>A Secret and one of its keys.</summary>
internal readonly record struct SecretKey(string Name, string Key)
{
    public MapNode Selector => Fields.Map(("name", Name), ("key", Key));
}

/// <summary>In which Secret a value of the application is.</summary>
internal static class SecretPlaces
{
    private const string UriEnd = "-uri";

    public static string OwnSecret(AppModel model) => $"{model.Settings.App}-secrets";

    public static SecretKey Of(AppModel model, string key)
    {
        var secret = Find(model, key);
        var settings = model.Settings.Secrets;
        return settings.Provider == SecretProvider.Existing && settings.Places.TryGetValue(secret.Parameter, out var place)
            ? new SecretKey(place.Name, (secret.IsUriEncoded ? place.UriKey : place.Key) ?? key)
            : new SecretKey(OwnSecret(model), key);
    }

    /// <summary>The key of the same value as it is, not percent-encoded.</summary>
    public static string Bare(SecretValue secret) =>
        secret.IsUriEncoded && secret.Key.EndsWith(UriEnd, StringComparison.Ordinal) ? secret.Key[..^UriEnd.Length] : secret.Key;

    public static SecretValue Find(AppModel model, string key) => model.Secrets.FirstOrDefault(secret => secret.Key == key)
        ?? throw new InvalidOperationException($"The model has no secret {key}.");

    public static IEnumerable<ManifestFault> Faults(AppModel model)
    {
        var settings = model.Settings.Secrets;
        if (settings.Provider == SecretProvider.Existing)
            foreach (var secret in model.Secrets.Where(secret => secret.IsUriEncoded))
                if (settings.Places.TryGetValue(secret.Parameter, out var place) && place.UriKey is null)
                    yield return new("secret.uri-key", $"Parameter '{secret.Parameter}' stands in a URI, and Secret '{place.Name}' has to hold it percent-encoded too. Set secrets.places.{secret.Parameter}.uriKey to that key.");
        if (settings.Provider == SecretProvider.Plain)
            foreach (var secret in model.Secrets.Where(secret => secret.Text is null))
                yield return new("secret.missing", $"Parameter '{secret.Parameter}' has no value, and secrets are written in plain. Give it in the parameters file.");
    }
}
