using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Pods;

namespace Gaia.Manifests.Objects;

/// <summary>`NAME-config` has variables; `NAME-files` has files that are mounted.</summary>
internal static class ConfigMaps
{
    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (ContainerEnvironment.Config(workload) is { Count: > 0 } config) yield return Of(model, workload, ConfigName(workload), config);
        if (FileMounts.Data(workload) is { Count: > 0 } files) yield return Of(model, workload, FileMounts.MapName(workload), files);
    }

    public static string ConfigName(Workload workload) => $"{workload.Name}-config";

    private static KubernetesObject Of(AppModel model, Workload workload, string name, MapNode data) =>
        Made.InNamespace(model, "v1", "ConfigMap", name, Labels.OfWorkload(model, workload), null, ("data", data));
}
