using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Comparing;

/// <summary>By which fields Kubernetes tells the items of a list apart. Lists that are not here are replaced as a whole.</summary>
internal static class ListKeys
{
    private static readonly Dictionary<string, string[]> ByField = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["imagePullSecrets"] = ["name"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["ownerReferences"] = ["uid"],
        ["listeners"] = ["name"],
    };

    private static readonly Dictionary<string, string> KindsOfPodSpecs = new(StringComparer.Ordinal)
    {
        ["Pod"] = "spec",
        ["Deployment"] = "spec.template.spec",
        ["StatefulSet"] = "spec.template.spec",
        ["DaemonSet"] = "spec.template.spec",
        ["ReplicaSet"] = "spec.template.spec",
        ["Job"] = "spec.template.spec",
        ["CronJob"] = "spec.jobTemplate.spec.template.spec",
    };

    /// <param name="path">Of the list.</param>
    /// <returns>Null: the list is replaced as a whole.</returns>
    public static string[]? Of(string kind, string path)
    {
        var field = path[(path.LastIndexOf('.') + 1)..];
        var isPods = KindsOfPodSpecs.TryGetValue(kind, out var spec) && path.StartsWith(spec + ".", StringComparison.Ordinal);
        return field switch
        {
            "ports" when kind == "Service" => ["port", "protocol"],
            "ports" when isPods => ["containerPort", "protocol"],
            "listeners" => kind == "Gateway" ? ByField[field] : null,
            "imagePullSecrets" when kind == "ServiceAccount" => ByField[field],
            "ownerReferences" => ByField[field],
            _ => isPods ? ByField.GetValueOrDefault(field) : null,
        };
    }

    /// <summary>`name=api`, `port=80,protocol=TCP`; null for an item without them.</summary>
    public static string? KeyOf(Node item, string[] keys)
    {
        if (item is not MapNode map) return null;
        var parts = keys.Select(key => (key, Value: map[key] ?? (key == "protocol" ? new StringNode("TCP") : null))).ToList();
        return parts.Any(part => part.Value is null) ? null : string.Join(',', parts.Select(part => $"{part.key}={part.Value}"));
    }

    /// <summary>Items by key; null if one has none or two have the same, as the list then has no order of its own.</summary>
    public static Dictionary<string, Node>? Index(ListNode list, string[] keys)
    {
        var index = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in list)
            if (KeyOf(item, keys) is not { } key || !index.TryAdd(key, item))
                return null;
        return index;
    }
}
