using Gaia.Documents.Nodes;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Exposure;
using Gaia.Manifests.Objects.Secrets;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects;

/// <summary>Everything that an application's objects take for granted, read from the objects themselves where they say it.</summary>
public static class ClusterNeeds
{
    /// <summary>Ordered by kind and name.</summary>
    public static IReadOnlyList<ClusterNeed> Of(AppModel model, IReadOnlyList<KubernetesObject> objects) =>
    [
        .. new[] { Kinds(objects), Secrets(model), Maps(model), Accounts(model), Stores(model, objects), Storage(objects), Exposure(model, objects), Registries(objects), Scaling(objects) }
            .SelectMany(needs => needs).Distinct().OrderBy(need => need.Kind, StringComparer.Ordinal).ThenBy(need => need.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<ClusterNeed> Kinds(IReadOnlyList<KubernetesObject> objects) =>
        from item in objects
        let maker = Maker(item.ApiVersion.Split('/') is [var name, _] ? name : "")
        where maker is not null
        select new ClusterNeed("custom kind", $"{item.Kind} ({item.ApiVersion})", maker);

    private static string? Maker(string group) => group switch
    {
        "external-secrets.io" => "External Secrets operator",
        "keda.sh" => "KEDA",
        "monitoring.coreos.com" => "Prometheus operator",
        "gateway.networking.k8s.io" => "Gateway API, with a controller of its own",
        "security.istio.io" => "Istio",
        "dapr.io" => "Dapr",
        "velero.io" => "Velero",
        _ => group.Contains('.', StringComparison.Ordinal) && !group.EndsWith(".k8s.io", StringComparison.Ordinal) ? "the operator that has it" : null,
    };

    private static IEnumerable<ClusterNeed> Secrets(AppModel model)
    {
        var (settings, space) = (model.Settings, model.Settings.Namespace);
        foreach (var name in settings.ImagePullSecrets)
            foreach (var owner in model.Workloads.Select(workload => workload.Runs?.Namespace).OfType<string>().Prepend(space).Distinct(StringComparer.Ordinal))
                yield return new("Secret", $"{owner}/{name}", "imagePullSecrets: access to the registry, of type kubernetes.io/dockerconfigjson");
        if (settings.Exposure is { Kind: ExposureKind.Ingress, Issuer: null })
            foreach (var workload in model.Workloads.Where(Ingresses.IsExposed))
                yield return new("Secret", $"{space}/{Ingresses.TlsSecret(model, workload)}",
                    $"certificate and key of {string.Join(", ", workload.Settings.Hosts)}, of type kubernetes.io/tls; with exposure.issuer cert-manager makes it");
        if (settings.Secrets.Provider != SecretProvider.Existing) yield break;
        foreach (var secret in model.Secrets.Select(secret => SecretPlaces.Of(model, secret.Key)).GroupBy(place => place.Name, StringComparer.Ordinal))
            yield return new("Secret", $"{space}/{secret.Key}", $"secrets.provider existing, with the keys {string.Join(", ", secret.Select(place => place.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
    }

    private static IEnumerable<ClusterNeed> Maps(AppModel model) =>
        from workload in model.Workloads
        from map in workload.Settings.ConfigMaps
        select new ClusterNeed("ConfigMap", $"{model.Settings.Namespace}/{map.Value}", $"resources.{workload.Resource}.configMaps: {map.Key}");

    private static IEnumerable<ClusterNeed> Accounts(AppModel model) =>
        from workload in model.Workloads
        where workload.Settings.Account is not null
        select new ClusterNeed("ServiceAccount", $"{model.Settings.Namespace}/{workload.Settings.Account}", $"resources.{workload.Resource}.account");

    private static IEnumerable<ClusterNeed> Stores(AppModel model, IReadOnlyList<KubernetesObject> objects)
    {
        foreach (var item in objects.Where(item => item.Kind == "ExternalSecret"))
        {
            var reference = item.Content.MapAt("spec", "secretStoreRef");
            var (kind, backend) = (reference.TextAt("kind")!, model.Settings.Secrets.Backend == SecretBackend.Aws ? "AWS Secrets Manager" : "Vault");
            yield return new(kind, kind == "SecretStore" ? $"{item.Namespace}/{reference.TextAt("name")}" : reference.TextAt("name")!, $"secrets.store: reads {backend}");
            foreach (var data in item.Content.ItemsAt("spec", "data"))
                yield return new("entry of the store", $"{data.TextAt("remoteRef", "key")}{(data.TextAt("remoteRef", "property") is { } property ? $", property {property}" : "")}", $"{backend}: the value of {data.TextAt("secretKey")}");
        }
    }

    private static IEnumerable<ClusterNeed> Storage(IReadOnlyList<KubernetesObject> objects)
    {
        foreach (var claim in objects.Where(item => item.Kind == "PersistentVolumeClaim").Select(item => item.Content).Concat(objects.SelectMany(item => item.Content.ItemsAt("spec", "volumeClaimTemplates").OfType<MapNode>())))
        {
            var mode = string.Join(", ", claim.ItemsAt("spec", "accessModes"));
            var name = claim.TextAt("metadata", "name");
            yield return claim.TextAt("spec", "storageClassName") is { } named
                ? new("StorageClass", named, $"claim {name}: {mode}")
                : new("StorageClass", "(the cluster's default)", $"claim {name}: {mode}; storage.volumes.{name}.class names another");
        }
    }

    private static IEnumerable<ClusterNeed> Exposure(AppModel model, IReadOnlyList<KubernetesObject> objects)
    {
        foreach (var ingress in objects.Where(item => item.Kind == "Ingress"))
        {
            yield return new("IngressClass", ingress.Content.TextAt("spec", "ingressClassName") ?? "(the cluster's default)", From(model.Settings.Exposure));
            if (ingress.Content.TextAt("metadata", "annotations", "cert-manager.io/cluster-issuer") is { } issuer)
                yield return new("ClusterIssuer", issuer, "cert-manager: exposure.issuer");
        }

        foreach (var parent in objects.Where(item => item.Kind == "HTTPRoute").SelectMany(route => route.Content.ItemsAt("spec", "parentRefs")))
            yield return new("Gateway", $"{parent.TextAt("namespace")}/{parent.TextAt("name")}", "its listener has the certificate: exposure.gateway");
    }

    private static string From(ExposureSettings exposure) => exposure.FromNamespaces.Count > 0
        ? $"its controller in the namespace {string.Join(" or ", exposure.FromNamespaces)}: exposure.class, exposure.fromNamespaces"
        : $"its load balancer in {string.Join(", ", exposure.FromCidrs)}: exposure.class, exposure.fromCidrs";

    private static IEnumerable<ClusterNeed> Registries(IReadOnlyList<KubernetesObject> objects)
    {
        foreach (var image in PodSpec.In(objects).SelectMany(pod => pod.Containers).Select(container => container.Spec.TextAt("image")).OfType<string>().Distinct(StringComparer.Ordinal))
            if (ImageReference.Parse(image).Registry is { } registry) yield return new("registry", registry, "nodes pull images from it");
            else yield return new("image", image, "names no registry, so that nodes ask Docker Hub unless they have it: images.registry");
    }

    private static IEnumerable<ClusterNeed> Scaling(IReadOnlyList<KubernetesObject> objects)
    {
        foreach (var metric in objects.Where(item => item.Kind == "HorizontalPodAutoscaler").SelectMany(scaler => scaler.Content.ItemsAt("spec", "metrics")))
            yield return metric.TextAt("type") == "Pods"
                ? new("metrics API", "custom.metrics.k8s.io", $"scaling by requests: an adapter that has {metric.TextAt("pods", "metric", "name")}")
                : new("metrics API", "metrics.k8s.io", "scaling by CPU and memory: metrics-server");
        if (objects.Any(item => item.Kind == "NetworkPolicy"))
            yield return new("network plugin", "with NetworkPolicies", "one that does not enforce them leaves everything open");
    }
}
