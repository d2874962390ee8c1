using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>One change of an object, as somebody would make it in an editor.</summary>
internal static class Edit
{
    /// <param name="title">`Deployment/api`.</param>
    /// <param name="path">`spec|template|spec|containers|0|image`; what is not there is made.</param>
    /// <param name="yaml">Null: the field is removed.</param>
    public static IReadOnlyList<KubernetesObject> With(this IReadOnlyList<KubernetesObject> objects, string title, string path, string? yaml) =>
        [.. objects.Select(item => $"{item.Kind}/{item.Name}" == title ? item with { Content = (MapNode)Set(item.Content, path.Split('|'), yaml is null ? null : YamlReader.Read(yaml))! } : item)];

    public static IReadOnlyList<KubernetesObject> Without(this IReadOnlyList<KubernetesObject> objects, string title)
    {
        Assert.Contains(objects, item => $"{item.Kind}/{item.Name}" == title);
        return [.. objects.Where(item => $"{item.Kind}/{item.Name}" != title)];
    }

    public static Node? At(this KubernetesObject item, string path) => path.Split('|').Aggregate((Node?)item.Content, (node, key) => node switch
    {
        MapNode map => map[key],
        ListNode list => list[int.Parse(key, CultureInfo.InvariantCulture)],
        _ => null,
    });

    public static KubernetesObject The(this IEnumerable<KubernetesObject> objects, string title) => objects.Single(item => $"{item.Kind}/{item.Name}" == title);

    private static Node? Set(Node? node, ReadOnlySpan<string> path, Node? value)
    {
        if (path.Length == 0) return value;
        if (int.TryParse(path[0], out var index)) return Set((ListNode)node!, index, path[1..], value);
        var map = node as MapNode ?? MapNode.Empty;
        var changed = Set(map[path[0]], path[1..], value);
        var key = path[0];
        var rest = map.Where(entry => entry.Key != key);
        return new MapNode([.. changed is null ? rest : rest.Append(new(key, changed))]);
    }

    private static ListNode Set(ListNode list, int index, ReadOnlySpan<string> path, Node? value)
    {
        List<Node> items = [.. list];
        if (Set(index < items.Count ? items[index] : null, path, value) is not { } changed) items.RemoveAt(index);
        else if (index < items.Count) items[index] = changed;
        else items.Add(changed);
        return new ListNode(items);
    }
}
