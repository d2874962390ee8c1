using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Labels of namespaces: those of Namespace objects and those given, and the name, which the API server always adds.</summary>
internal sealed class NamespaceLabels(IReadOnlyList<KubernetesObject> objects, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> given)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> known = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Of(string name)
    {
        if (known.TryGetValue(name, out var labels)) return labels;
        var made = new Dictionary<string, string>(given.GetValueOrDefault(name) ?? new Dictionary<string, string>(), StringComparer.Ordinal) { ["kubernetes.io/metadata.name"] = name };
        foreach (var written in objects.Where(one => one is { Kind: "Namespace", ApiVersion: "v1" } && one.Name == name))
            foreach (var (key, value) in written.Content.MapAt("metadata")?.MapAt("labels") ?? Documents.Nodes.MapNode.Empty)
                made[key] = value.ToString()!;
        return known[name] = made;
    }
}
