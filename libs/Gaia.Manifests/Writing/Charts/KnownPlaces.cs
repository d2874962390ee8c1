using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>Fields that people change, and where they look for them in the values. They are values even where all environments have the same.</summary>
internal static class KnownPlaces
{
    /// <param name="path">In the object; items of a list by their name.</param>
    public static string[]? Of(ChartObject item, IReadOnlyList<string> path)
    {
        if (path is ["metadata", "namespace"] && item.Sample.Namespace is { } own && item.Namespaces.Contains(own)) return ["namespace", "name"];
        if (item.IsNamespace && path is ["metadata", "name"]) return ["namespace", "name"];
        if (item.Kind == "PersistentVolumeClaim") return Claim(item.Sample.Name, path);
        return item.Workload is { } workload && Field(item, path, workload) is { } place ? ["workloads", workload, .. place] : null;
    }

    /// <summary>What decides whether the object is there; null: it always is.</summary>
    public static string[]? Switch(ChartObject item) => item switch
    {
        { IsNamespace: true } => ["namespace", "create"],
        { Kind: "HorizontalPodAutoscaler" or "ScaledObject", Workload: { } workload } => ["workloads", workload, "scaling", "enabled"],
        _ when item.Variants.Contains(null) => ["enabled", item.Key],
        _ => null,
    };

    private static string[]? Field(ChartObject item, IReadOnlyList<string> path, string workload) => (item.Kind, path) switch
    {
        ("Deployment" or "StatefulSet", ["spec", "replicas"]) => ["replicas"],
        ("Deployment" or "StatefulSet" or "Job", ["spec", "template", "spec", "containers", var name, "image"]) when name == workload => ["image"],
        ("Deployment" or "StatefulSet" or "Job", ["spec", "template", "spec", "containers", var name, "resources"]) when name == workload => ["resources"],
        ("ConfigMap", ["data"]) when item.Sample.Name == $"{workload}-config" => ["config"],
        ("HorizontalPodAutoscaler", ["spec", "minReplicas"]) or ("ScaledObject", ["spec", "minReplicaCount"]) => ["scaling", "min"],
        ("HorizontalPodAutoscaler", ["spec", "maxReplicas"]) or ("ScaledObject", ["spec", "maxReplicaCount"]) => ["scaling", "max"],
        ("HorizontalPodAutoscaler", ["spec", "metrics"]) => ["scaling", "metrics"],
        ("HTTPRoute", ["spec", "hostnames"]) => ["hosts"],
        _ => null,
    };

    private static string[]? Claim(string name, IReadOnlyList<string> path) => path switch
    {
        ["spec", "resources", "requests", "storage"] => ["volumes", name, "size"],
        ["spec", "storageClassName"] => ["volumes", name, "class"],
        _ => null,
    };
}
