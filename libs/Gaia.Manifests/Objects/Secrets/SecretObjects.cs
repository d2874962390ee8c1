using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Secrets;

/// <summary>The application's Secret: filled from a store, made by somebody else, or written here on request.</summary>
internal static class SecretObjects
{
    public static IEnumerable<KubernetesObject> Of(AppModel model)
    {
        if (model.Secrets.Count == 0) return [];
        return model.Settings.Secrets.Provider switch
        {
            SecretProvider.External => [External(model)],
            SecretProvider.Existing => [],
            SecretProvider.Plain => [Plain(model)],
        };
    }

    /// <summary>Percent-encoded where the key asks for it.</summary>
    public static string Text(AppModel model, SecretValue secret)
    {
        if (!secret.IsUriEncoded) return secret.Text!;
        var bare = model.Secrets.FirstOrDefault(other => other.Key == SecretPlaces.Bare(secret));
        return bare is { IsUriEncoded: false, Text: { } text } ? Uri.EscapeDataString(text) : secret.Text!;
    }

    /// <summary>An entry of the store, and a property of it where it has several.</summary>
    public static (string Name, string? Property) Remote(AppModel model, SecretValue secret)
    {
        var settings = model.Settings.Secrets;
        var key = SecretPlaces.Bare(secret);
        return settings.Places.TryGetValue(secret.Parameter, out var place) ? (place.Name, place.Key) : settings.Backend switch
        {
            SecretBackend.Aws => (settings.Prefix is null ? key : $"{settings.Prefix}/{key}", null),
            // A path of Vault holds several values.
            SecretBackend.Vault => (settings.Prefix ?? model.Settings.App, key),
        };
    }

    private static KubernetesObject Plain(AppModel model) => Made.InNamespace(model, "v1", "Secret", SecretPlaces.OwnSecret(model), Labels.OfApp(model), null,
        ("type", "Opaque"),
        ("stringData", Fields.Map(model.Secrets.Select(secret => KeyValuePair.Create(secret.Key, Text(model, secret))))));

    private static KubernetesObject External(AppModel model)
    {
        var settings = model.Settings.Secrets;
        return Made.InNamespace(model, "external-secrets.io/v1", "ExternalSecret", SecretPlaces.OwnSecret(model), Labels.OfApp(model),
            Fields.Map(("gaia.dev/region", model.Settings.Region)),
            ("spec", Fields.Map(
                ("refreshInterval", settings.Refresh),
                ("secretStoreRef", Fields.Map(("name", settings.Store), ("kind", settings.StoreKind))),
                ("target", Fields.Map(
                    ("name", SecretPlaces.OwnSecret(model)),
                    ("creationPolicy", "Owner"),
                    ("deletionPolicy", "Retain"),
                    ("template", Template(model)))),
                ("data", Fields.List(model.Secrets.DistinctBy(SecretPlaces.Bare).OrderBy(SecretPlaces.Bare, StringComparer.Ordinal).Select(secret => Data(model, secret)))))));
    }

    private static MapNode Data(AppModel model, SecretValue secret)
    {
        var (name, property) = Remote(model, secret);
        return Fields.Map(("secretKey", SecretPlaces.Bare(secret)), ("remoteRef", Fields.Map(("key", name), ("property", property))));
    }

    private static MapNode? Template(AppModel model)
    {
        var encoded = model.Secrets.Where(secret => secret.IsUriEncoded).ToList();
        return encoded.Count == 0 ? null : Fields.Map(
            ("engineVersion", "v2"),
            ("mergePolicy", "Merge"),
            ("data", Fields.Map(encoded.Select(secret => KeyValuePair.Create(secret.Key, Encoded(SecretPlaces.Bare(secret)))))));
    }

    // Go's urlquery writes a space as a plus, which a password in a URI is not.
    private static string Encoded(string key) => $$$"""{{ index . "{{{key}}}" | urlquery | replace "+" "%20" }}""";
}
