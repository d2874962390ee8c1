using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Objects that are looked up by kind and name.</summary>
internal sealed class Inventory(IReadOnlyList<KubernetesObject> objects, IReadOnlySet<string> elsewhere)
{
    public IReadOnlyList<KubernetesObject> Objects => objects;

    public IReadOnlyList<PodSpec> Pods { get; } = [.. PodSpec.In(objects)];

    public IEnumerable<KubernetesObject> OfKind(string kind) => objects.Where(item => item.Kind == kind);

    public KubernetesObject? Find(string? space, string kind, string? name) => objects.FirstOrDefault(item => item.Kind == kind && item.Name == name && item.Namespace == space);

    public bool Has(string? space, string kind, string? name) => Find(space, kind, name) is not null || elsewhere.Contains($"{kind}/{name}");

    public IEnumerable<PodSpec> Selected(string? space, MapNode selector) => Pods.Where(pod => pod.Object.Namespace == space && selector.Fits(pod.Labels));

    /// <summary>Keys of a Secret that is written here or filled by an ExternalSecret; null: it is not among the objects.</summary>
    public IReadOnlySet<string>? SecretKeys(string? space, string? name)
    {
        if (Find(space, "Secret", name)?.Content is { } secret) return Keys(secret.MapAt("data"), secret.MapAt("stringData"));
        var filled = OfKind("ExternalSecret").FirstOrDefault(item => item.Namespace == space && (item.Content.TextAt("spec", "target", "name") ?? item.Name) == name);
        if (filled is null) return null;
        var given = filled.Content.ItemsAt("spec", "data").Select(item => item.TextAt("secretKey")).OfType<string>();
        return Keys(filled.Content.MapAt("spec", "target", "template", "data")).Union(given).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlySet<string>? ConfigKeys(string? space, string? name) =>
        Find(space, "ConfigMap", name)?.Content is { } map ? Keys(map.MapAt("data"), map.MapAt("binaryData")) : null;

    private static HashSet<string> Keys(params MapNode[] maps) => maps.SelectMany(map => map).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
}
