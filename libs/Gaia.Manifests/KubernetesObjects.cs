using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Objects.Exposure;
using Gaia.Manifests.Objects.Operation;
using Gaia.Manifests.Objects.Pods;
using Gaia.Manifests.Objects.Scaling;
using Gaia.Manifests.Objects.Secrets;

namespace Gaia.Manifests;

/// <summary>An application as the objects of a cluster.</summary>
public static class KubernetesObjects
{
    /// <summary>Ordered by kind, as they have to be applied, then by name. Equal models make equal objects.</summary>
    /// <exception cref="ManifestFaultsException">Something in the model cannot be, or does not meet Pod Security "restricted".</exception>
    public static IReadOnlyList<KubernetesObject> Of(AppModel model)
    {
        if (ModelFaults.Of(model) is { Count: > 0 } faults) throw new ManifestFaultsException(faults);
        IReadOnlyList<(string Maker, KubernetesObject Item)> made =
        [
            .. OfApp(Telemetry.AddTo(model)),
            .. NetworkObjects.Of(model).Select(item => ($"network policy {item.Namespace}/{item.Name}", item)),
            .. MeshObjects.Of(model).Select(item => ($"mesh policy {item.Namespace}/{item.Name}", item)),
        ];
        if (NameClashes.Of(model, made) is { Count: > 0 } clashes) throw new ManifestFaultsException(clashes);
        IReadOnlyList<KubernetesObject> objects = [.. made.Select(one => one.Item).OrderBy(KindOrder.Of).ThenBy(item => item.Name, StringComparer.Ordinal)];
        IReadOnlyList<ManifestFault> broken =
        [
            .. PodSecurity.Check(objects).Select(finding => new ManifestFault("pod.security", finding.Describe())),
            .. ObjectChecks.Invalid(objects).Select(finding => new ManifestFault("object.invalid", finding.Describe())),
        ];
        return broken.Count > 0 ? throw new ManifestFaultsException(broken) : objects;
    }

    /// <summary>What is marked external and is not offered to the outside, runs less safely than the rest, is received and kept nowhere, or needs more of a mesh, each with the setting that would help.</summary>
    public static IReadOnlyList<NotPublished> Lacking(AppModel model) => [.. Unexposed.Of(model), .. Unguarded.Of(model), .. Telemetry.Lost(model), .. MeshNotes.Of(model)];

    /// <summary>What the objects refer to and somebody else makes: `Secret/registry`. For <see cref="ObjectChecks"/>.</summary>
    public static IReadOnlySet<string> MadeElsewhere(AppModel model) => Foreign.Of(model);

    private static IEnumerable<(string Maker, KubernetesObject Item)> OfApp(AppModel model) =>
    [
        ("namespace", Namespaces.Of(model)),
        .. SecretObjects.Of(model).Select(item => ("secrets", item)),
        .. Claims.Of(model).Select(item => ($"volume '{item.Name}'", item)),
        .. DaprComponents.Of(model).Select(item => ($"Dapr component '{item.Name}'", item)),
        .. model.Workloads.SelectMany(workload => OfWorkload(model, workload).Select(item => (Maker(workload), item))),
        .. model.Workloads.SelectMany(workload => RunPodObjects.Of(model, workload).Select(item => ($"runPods of {Maker(workload)}", item))),
        .. AlertRules.Of(model).Select(item => ("monitoring.rules", item)),
        .. BackupSchedules.Of(model).Select(item => ("velero", item)),
    ];

    private static string Maker(Workload workload) => Telemetry.Is(workload) ? "telemetry" : $"resource '{workload.Resource}'";

    private static IEnumerable<KubernetesObject> OfWorkload(AppModel model, Workload workload) =>
    [
        Workloads.Of(model, workload),
        .. ServiceAccounts.Of(model, workload),
        .. ConfigMaps.Of(model, workload),
        .. Services.Of(model, workload),
        .. Ingresses.Of(model, workload),
        .. HttpRoutes.Of(model, workload),
        .. Autoscalers.Of(model, workload),
        .. QueueScalers.Of(model, workload),
        .. DisruptionBudgets.Of(model, workload),
        .. ServiceMonitors.Of(model, workload),
    ];
}
