namespace Gaia.Runs.Isolation.Pods;

/// <summary>What the worker's account must be allowed in the namespace of runs; deploy/kubernetes/runs.yaml grants just that.</summary>
internal static class RunPodAccess
{
    private static readonly (string Verb, string Group, string Resource, string? Part)[] Needed =
    [
        ("create", "batch", "jobs", null), ("get", "batch", "jobs", null), ("list", "batch", "jobs", null), ("delete", "batch", "jobs", null),
        ("get", "", "pods", null), ("list", "", "pods", null), ("delete", "", "pods", null),
        // A WebSocket begins with a GET; newer servers ask for create as well.
        ("get", "", "pods", "exec"), ("create", "", "pods", "exec"),
        ("list", "", "events", null),
    ];

    /// <returns>Null where nothing is.</returns>
    public static async Task<string?> MissingAsync(PodCluster cluster, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        foreach (var (verb, group, resource, part) in Needed)
            if (!await cluster.MayAsync(verb, group, resource, part, cancellationToken)) missing.Add($"{verb} {resource}{(part is null ? "" : $"/{part}")}");
        return missing.Count == 0 ? null
            : $"The worker's account may not {string.Join(", ", missing)} in namespace {cluster.Namespace}. Apply deploy/kubernetes/runs.yaml there.";
    }

    public static async Task<string?> WeaknessAsync(PodCluster cluster, CancellationToken cancellationToken)
    {
        if (!await cluster.MayAsync("list", "networking.k8s.io", "networkpolicies", null, cancellationToken)) return null;
        return await cluster.HasNetworkPolicyAsync(cancellationToken) ? null
            : $"Namespace {cluster.Namespace} has no NetworkPolicy: a run reaches databases, the cluster's API and the cloud's metadata service. Apply deploy/kubernetes/runs.yaml.";
    }
}
