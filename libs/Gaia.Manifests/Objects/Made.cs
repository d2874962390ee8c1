using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>Puts an object together.</summary>
internal static class Made
{
    public static KubernetesObject InNamespace(AppModel model, string apiVersion, string kind, string name, MapNode labels, MapNode? annotations, params ReadOnlySpan<Field> content) =>
        Whole(apiVersion, kind, model.Settings.Namespace, name, labels, annotations, content);

    public static KubernetesObject Whole(string apiVersion, string kind, string? space, string name, MapNode labels, MapNode? annotations, params ReadOnlySpan<Field> content) =>
        new(apiVersion, kind, space, name, Fields.Map(
        [
            ("apiVersion", apiVersion),
            ("kind", kind),
            ("metadata", Fields.Map(("name", name), ("namespace", space), ("labels", labels.Some()), ("annotations", annotations?.Some()))),
            .. content,
        ]));

    /// <summary>Later fields take the place of earlier ones.</summary>
    public static MapNode Merged(params ReadOnlySpan<MapNode?> maps)
    {
        var fields = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var map in maps)
            foreach (var (key, value) in map ?? MapNode.Empty)
                fields[key] = value;
        return new MapNode([.. fields]);
    }
}
