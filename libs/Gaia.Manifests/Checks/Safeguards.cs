using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>The Deployment Safeguards DS001 to DS010 of Azure Kubernetes Service.</summary>
public static class Safeguards
{
    private const int EnoughReplicas = 2;

    public static IReadOnlyList<Finding> Check(IEnumerable<KubernetesObject> objects)
    {
        IReadOnlyList<KubernetesObject> all = [.. objects];
        return [.. PodSpec.In(all).SelectMany(pod => OfPod(pod).Concat(pod.Containers.SelectMany(OfContainer)).Concat(OfReplicas(pod, all)))];
    }

    private static IEnumerable<Finding> OfPod(PodSpec pod)
    {
        if (pod.Spec.FlagAt("securityContext", "runAsNonRoot") != true) yield return pod.Broken("DS004", "The pod's runAsNonRoot has to be true.");
        if (pod.Spec.FlagAt("hostNetwork") == true) yield return pod.Broken("DS005", "hostNetwork has to be false.");
        if (pod.Spec.FlagAt("hostPID") == true) yield return pod.Broken("DS006", "hostPID has to be false.");
        if (pod.Spec.FlagAt("hostIPC") == true) yield return pod.Broken("DS007", "hostIPC has to be false.");
    }

    private static IEnumerable<Finding> OfContainer(Container container)
    {
        foreach (var kind in new[] { "requests", "limits" })
            foreach (var resource in new[] { "cpu", "memory" })
                if (container.Spec.TextAt("resources", kind, resource) is null)
                    yield return container.Broken("DS001", $"resources.{kind}.{resource} has to be set.");
        if (container.IsMain && Serves(container.Pod))
        {
            if (container.Spec["livenessProbe"] is null) yield return container.Broken("DS002", "There is no livenessProbe. Set probes in its settings.");
            if (container.Spec["readinessProbe"] is null) yield return container.Broken("DS003", "There is no readinessProbe. Set probes in its settings.");
        }

        if (container.Security.FlagAt("runAsNonRoot") != true) yield return container.Broken("DS004", "The container's runAsNonRoot has to be true.");
        if (container.Security.FlagAt("privileged") == true) yield return container.Broken("DS008", "privileged has to be false.");
        if (IsFloating(container.Spec.TextAt("image") ?? "")) yield return container.Broken("DS009", $"Image '{container.Spec.TextAt("image")}' has no fixed version. Name a tag other than latest, or a digest.");
    }

    // A StatefulSet of one pod is a store that has one writer, and so is a Deployment whose pod has to end before the next begins; a job has none to
    // replace it. What a queue wakes may sleep.
    private static IEnumerable<Finding> OfReplicas(PodSpec pod, IReadOnlyList<KubernetesObject> all)
    {
        if (pod.Object.Kind != "Deployment" || pod.Object.Content.TextAt("spec", "strategy", "type") == "Recreate") yield break;
        var scalers = all.Where(item => item.Namespace == pod.Object.Namespace && item.Content.TextAt("spec", "scaleTargetRef", "name") == pod.Object.Name && item.Content.TextAt("spec", "scaleTargetRef", "kind") is null or "Deployment").ToList();
        if (scalers.Exists(IsWoken)) yield break;
        var scaled = scalers.Select(item => item.Content.NumberAt("spec", "minReplicas") ?? item.Content.NumberAt("spec", "minReplicaCount")).FirstOrDefault(number => number is not null);
        var replicas = pod.Object.Content.NumberAt("spec", "replicas") ?? scaled ?? 1;
        if (replicas < EnoughReplicas) yield return pod.Broken("DS010", $"There may be {replicas} replica. At least {EnoughReplicas} are needed, so that one can be replaced.");
    }

    private static bool IsWoken(KubernetesObject scaler) =>
        scaler.Kind == "ScaledObject" && scaler.Content.ItemsAt("spec", "triggers").Any(trigger => trigger.TextAt("type") is not (null or "cpu" or "memory"));

    private static bool Serves(PodSpec pod) => pod.Object.Kind is not ("Job" or "CronJob");

    /// <summary>`nginx` and `nginx:latest`; not `host:5000/nginx:1.29` or `nginx@sha256:...`.</summary>
    private static bool IsFloating(string image)
    {
        if (image.Contains("@sha256:", StringComparison.Ordinal)) return false;
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains(':') || name.EndsWith(":latest", StringComparison.Ordinal) || name.EndsWith(':');
    }
}
