using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>
/// What turns one object into another, in the shape of the object itself: a field that changes has its new value, one that goes is null. The only
/// container of a pod is merged by its name; any other list stands whole, since kustomize would put what is merged first.
/// </summary>
internal static class StrategicPatch
{
    private const string Directive = "$patch";

    // Lists that Kubernetes merges, of the kinds written here, by their last step; it replaces all others. Null: their items have several keys together.
    private static readonly Dictionary<string, string?> Keys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name", ["initContainers"] = "name", ["env"] = "name", ["volumes"] = "name", ["volumeMounts"] = "mountPath", ["imagePullSecrets"] = "name",
        ["ports"] = null, ["topologySpreadConstraints"] = null,
    };

    private static readonly HashSet<string> Kinds = new(["Deployment", "StatefulSet", "Job", "Service"], StringComparer.Ordinal);

    /// <returns>Null if a patch of this kind cannot say it.</returns>
    public static MapNode? TryBetween(KubernetesObject item, MapNode from, MapNode to)
    {
        var merges = Kinds.Contains(item.Kind);
        if (Between(from, to, merges) is not { } changes || (changes.Map("metadata") is { } metadata && Removes(metadata))) return null;
        var name = Fields.Map(("name", item.Name));
        return Fields.Map([("apiVersion", item.ApiVersion), ("kind", item.Kind), ("metadata", Made.Merged(changes.Map("metadata"), name)), .. changes.Where(field => field.Key != "metadata").Select(field => new Field(field.Key, field.Value))]);
    }

    // kustomize takes a label's or annotation's null for a text.
    private static bool Removes(MapNode metadata) => metadata.Any(field => field.Value is NullNode || (field.Value is MapNode map && map.Any(inner => inner.Value is NullNode)));

    private static MapNode? Between(MapNode from, MapNode to, bool merges)
    {
        var fields = new List<KeyValuePair<string, Node>>();
        foreach (var key in from.Concat(to).Select(field => field.Key).Distinct().Order(Comparer<string>.Create(NodeOrder.CompareNaturally)))
        {
            if (!to.TryGet(key, out var wanted)) fields.Add(new(key, new NullNode()));
            else if (!from.TryGet(key, out var old)) fields.Add(new(key, wanted));
            else if (!old.Equals(wanted))
            {
                if (Change(key, old, wanted, merges) is not { } change) return null;
                fields.Add(new(key, change));
            }
        }

        return new MapNode([.. fields]);
    }

    private static Node? Change(string key, Node from, Node to, bool merges) => (from, to) switch
    {
        // What is emptied, kustomize would leave out.
        (_, MapNode { Count: 0 } or ListNode { Count: 0 }) => null,
        (MapNode before, MapNode after) => Between(before, after, merges),
        (ListNode before, ListNode after) when merges && Keys.TryGetValue(key, out var by) => Items(before, after, by),
        _ => to,
    };

    private static Node? Items(ListNode from, ListNode to, string? key)
    {
        if (key is null || from is not [MapNode before] || to is not [MapNode after] || before[key] is not { } own || !own.Equals(after[key]))
            return Fields.List([Fields.Map((Directive, "replace")), .. to]);
        return Between(before, after, merges: true) is { } change ? Fields.List(Made.Merged(change, Fields.Map((key, own)))) : null;
    }
}
