namespace Gaia.Manifests.Objects;

/// <summary>What others refer to comes first.</summary>
internal static class KindOrder
{
    private static readonly string[] Kinds =
    [
        "Namespace", "ServiceAccount", "Role", "RoleBinding", "Secret", "ExternalSecret", "ConfigMap", "PersistentVolumeClaim", "Component",
        "NetworkPolicy", "PeerAuthentication", "AuthorizationPolicy", "Service", "StatefulSet", "Job", "Deployment",
        "PodDisruptionBudget", "HorizontalPodAutoscaler", "TriggerAuthentication", "ScaledObject", "Ingress", "HTTPRoute",
        "ServiceMonitor", "PrometheusRule", "Schedule",
    ];

    /// <summary>Kinds that are not listed come last, by their name.</summary>
    public static (int Place, string Kind) Of(KubernetesObject item) =>
        Array.IndexOf(Kinds, item.Kind) is var place and >= 0 ? (place, item.Kind) : (Kinds.Length, item.Kind);
}
