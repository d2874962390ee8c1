using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Objects.Pods;
using Gaia.Manifests.Writing.Machines;

namespace Gaia.Manifests.Writing;

/// <summary>
/// `compose.yaml` for one machine, as locked up as in a cluster: no root, no capability, a read-only root, and a network for each service that others
/// connect to. Secrets stand in `.env`, for its owner alone.
/// </summary>
public static class Compose
{
    /// <param name="source">Where the manifest lies, seen from compose.yaml: what is built is built from there.</param>
    /// <exception cref="ManifestFaultsException">Something is mounted that only a cluster has.</exception>
    public static IReadOnlyList<OutputFile> Write(PublishedEnvironment environment, string source)
    {
        if (OfClusters(environment.Model) is { Count: > 0 } faults) throw new ManifestFaultsException(faults);
        var model = Telemetry.AddTo(environment.Model);
        var (networks, ports) = (new ComposeNetworks(model), new ComposePorts(model));
        var services = model.Workloads.ToDictionary(workload => workload.Name, workload => new ComposeService(model, workload, networks, ports, source));
        var document = Fields.Map(
            ("name", model.Settings.App),
            ("networks", networks.All.Some()),
            ("services", new MapNode([.. model.Workloads.Select(workload => KeyValuePair.Create(workload.Name, (Node)services[workload.Name].Write()))])),
            ("volumes", new MapNode([.. Volumes(model).Concat(services.Values.SelectMany(service => service.Memory())).OrderBy(volume => volume.Key, StringComparer.Ordinal)]).Some()));
        return
        [
            new("compose.yaml", YamlForm.Plain.Text(document, "Written by `gaia manifest generate`, which writes it anew. Secrets are in .env.")),
            .. model.Secrets.Count == 0 ? Array.Empty<OutputFile>() : [new(".env", ComposeSecrets.File(model), IsPrivate: true)],
            .. model.Workloads.SelectMany(ComposeService.Files),
        ];
    }

    /// <summary>What of a model one machine does not have, each with what would help. In the place of <see cref="KubernetesObjects.Lacking"/>.</summary>
    public static IReadOnlyList<NotPublished> Lacking(AppModel model) => [.. Unguarded.Of(model), .. Telemetry.Lost(model), .. ComposeLosses.Of(model)];

    private static IReadOnlyList<ManifestFault> OfClusters(AppModel model) =>
    [
        .. from workload in model.Workloads
           from map in workload.Settings.ConfigMaps
           select new ManifestFault("compose.config-map", $"resources.{workload.Resource}.configMaps: {map.Key} is ConfigMap {map.Value}, and one machine has none. Choose an environment without it, or remove it."),
        .. from workload in model.Workloads
           where workload.Runs is not null
           select new ManifestFault("compose.run-pods", $"resources.{workload.Resource}.runPods are Jobs of a cluster, and one machine has none. Choose an environment with `machine: true`, or remove them."),
        .. ComposePorts.Faults(model),
    ];

    private static IEnumerable<KeyValuePair<string, Node>> Volumes(AppModel model) =>
        model.Volumes.Where(volume => !volume.Settings.IsTemporary).Select(volume => KeyValuePair.Create(ComposeService.VolumeName(model, volume), (Node)MapNode.Empty));
}
