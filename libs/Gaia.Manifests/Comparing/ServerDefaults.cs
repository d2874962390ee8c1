using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Comparing;

/// <summary>
/// What the server fills into items of lists that have one owner as a whole. Elsewhere the owner of a field is known and its value need not be; here what is not
/// generated is either one of these or was generated before.
/// </summary>
internal static class ServerDefaults
{
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["protocol"] = ["TCP"],
        ["pathType"] = ["ImplementationSpecific"],
        ["operator"] = ["Equal"],
        ["defaultMode"] = ["420"],
        ["optional"] = ["false"],
        ["volumeMode"] = ["Filesystem"],
        ["weight"] = ["1"],
        ["conversionStrategy"] = ["Default"],
        ["decodingStrategy"] = ["None"],
        ["metadataPolicy"] = ["None"],
        ["nullBytePolicy"] = ["Ignore"],
        ["metricType"] = ["AverageValue", "Utilization"],
        ["action"] = ["replace"],
        ["apiVersion"] = ["v1"],
    };

    /// <summary>Filled in by a kind's own schema.</summary>
    private static readonly Dictionary<(string Kind, string Field), string[]> ByKind = new()
    {
        [("HTTPRoute", "group")] = ["gateway.networking.k8s.io", ""],
        [("HTTPRoute", "kind")] = ["Gateway", "Service"],
        [("HTTPRoute", "type")] = ["PathPrefix", "Exact"],
        [("HTTPRoute", "value")] = ["/"],
        [("StatefulSet", "kind")] = ["PersistentVolumeClaim"],
    };

    public static bool Has(string kind, string field, Node value) => value switch
    {
        NullNode => true,
        // The status of a claim's template.
        MapNode when field == "status" => true,
        MapNode map => map.All(entry => Has(kind, entry.Key, entry.Value)),
        ListNode list => list.All(item => item is MapNode && Has(kind, field, item)),
        _ => (Values.TryGetValue(field, out var values) && values.Contains(value.ToString()))
            || (ByKind.TryGetValue((kind, field), out var others) && others.Contains(value.ToString())),
    };
}
