using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>A node as an object: its head is read, and a list of objects is taken apart.</summary>
internal static class WrittenObject
{
    /// <param name="where">For errors.</param>
    public static IEnumerable<KubernetesObject> Read(Node node, string where)
    {
        if (node is not MapNode map) throw new ManifestException("object.invalid", $"{where} is {node.KindWords}, not a Kubernetes object.", node.Mark);
        var (version, kind) = (map.Text("apiVersion"), map.Text("kind"));
        if (version is null || kind is null) throw new ManifestException("object.invalid", $"{where} has no `{(kind is null ? "kind" : "apiVersion")}`, so that it is not a Kubernetes object.", map.Mark);
        if (kind.EndsWith("List", StringComparison.Ordinal) && map["items"] is ListNode items)
            return items.Index().SelectMany(item => Read(item.Item, $"{where}, item {item.Index + 1}"));
        var name = map.Map("metadata")?.Text("name")
            ?? throw new ManifestException("object.invalid", $"{where}: the {kind} has no `metadata.name`.", map.Mark);
        return [new(version, kind, map.Map("metadata")!.Text("namespace"), name, map)];
    }
}
