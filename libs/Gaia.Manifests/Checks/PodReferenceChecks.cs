using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Checks;

/// <summary>What pods name: accounts, ConfigMaps, Secrets and claims.</summary>
internal static class PodReferenceChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) => inventory.Pods.SelectMany(pod => OfPod(inventory, pod));

    private static IEnumerable<Finding> OfPod(Inventory inventory, PodSpec pod)
    {
        if (pod.Spec.TextAt("serviceAccountName") is { } account and not "default" && !inventory.Has(pod.Object.Namespace, "ServiceAccount", account))
            yield return Missing(pod, "ServiceAccount", account);
        foreach (var name in pod.Spec.ItemsAt("imagePullSecrets").Select(item => item.TextAt("name")))
            if (!HasSecret(inventory, pod, name)) yield return Missing(pod, "Secret", name);
        foreach (var volume in pod.Spec.ItemsAt("volumes"))
            foreach (var finding in OfVolume(inventory, pod, volume)) yield return finding;
        foreach (var source in pod.Containers.SelectMany(container => container.Spec.ItemsAt("envFrom")))
        {
            if (source.At("configMapRef") is { } map && !inventory.Has(pod.Object.Namespace, "ConfigMap", map.TextAt("name"))) yield return Missing(pod, "ConfigMap", map.TextAt("name"));
            if (source.At("secretRef") is { } secret && !HasSecret(inventory, pod, secret.TextAt("name"))) yield return Missing(pod, "Secret", secret.TextAt("name"));
        }

        foreach (var source in pod.Containers.SelectMany(container => container.Spec.ItemsAt("env")).Select(variable => variable.At("valueFrom")))
            foreach (var finding in OfKey(inventory, pod, source)) yield return finding;
    }

    private static IEnumerable<Finding> OfVolume(Inventory inventory, PodSpec pod, Node volume)
    {
        var space = pod.Object.Namespace;
        if (volume.TextAt("configMap", "name") is { } map && !inventory.Has(space, "ConfigMap", map)) yield return Missing(pod, "ConfigMap", map);
        if (volume.TextAt("secret", "secretName") is { } secret && !HasSecret(inventory, pod, secret)) yield return Missing(pod, "Secret", secret);
        if (volume.TextAt("persistentVolumeClaim", "claimName") is { } claim && !inventory.Has(space, "PersistentVolumeClaim", claim)) yield return Missing(pod, "PersistentVolumeClaim", claim);
        if (volume.TextAt("configMap", "name") is not { } name || inventory.ConfigKeys(space, name) is not { } keys) yield break;
        var mounted = pod.Containers.SelectMany(container => container.Spec.ItemsAt("volumeMounts")).Where(mount => mount.TextAt("name") == volume.TextAt("name")).Select(mount => mount.TextAt("subPath")).OfType<string>();
        foreach (var key in mounted.Where(key => !keys.Contains(key))) yield return NoKey(pod, "ConfigMap", name, key);
    }

    private static IEnumerable<Finding> OfKey(Inventory inventory, PodSpec pod, Node? source)
    {
        if (source.At("secretKeyRef") is { } secret)
        {
            if (!HasSecret(inventory, pod, secret.TextAt("name"))) yield return Missing(pod, "Secret", secret.TextAt("name"));
            else if (inventory.SecretKeys(pod.Object.Namespace, secret.TextAt("name")) is { } keys && !keys.Contains(secret.TextAt("key") ?? "")) yield return NoKey(pod, "Secret", secret.TextAt("name"), secret.TextAt("key"));
        }

        if (source.At("configMapKeyRef") is { } map)
        {
            if (!inventory.Has(pod.Object.Namespace, "ConfigMap", map.TextAt("name"))) yield return Missing(pod, "ConfigMap", map.TextAt("name"));
            else if (inventory.ConfigKeys(pod.Object.Namespace, map.TextAt("name")) is { } keys && !keys.Contains(map.TextAt("key") ?? "")) yield return NoKey(pod, "ConfigMap", map.TextAt("name"), map.TextAt("key"));
        }
    }

    private static bool HasSecret(Inventory inventory, PodSpec pod, string? name) =>
        inventory.Has(pod.Object.Namespace, "Secret", name) || inventory.SecretKeys(pod.Object.Namespace, name) is not null;

    private static Finding Missing(PodSpec pod, string kind, string? name) =>
        pod.Broken($"reference.{kind.ToLowerInvariant()}", $"It refers to {kind} {name}, which is neither among the objects nor said to be made elsewhere.");

    private static Finding NoKey(PodSpec pod, string kind, string? name, string? key) =>
        pod.Broken("reference.key", $"It refers to key {key} of {kind} {name}, which has no such key.");
}
