using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>From a valid level to its record: what is not set keeps the record's default.</summary>
internal static class EnvironmentBinder
{
    public static EnvironmentSettings Bind(MapNode level, string environment)
    {
        var app = level.Text("app")!;
        var defaults = new EnvironmentSettings(app, environment, level.Text("namespace") ?? app);
        return defaults with
        {
            Region = level.Text("region"),
            Images = Images(level.Map("images") ?? MapNode.Empty, defaults.Images),
            Parameters = level.Pairs("parameters", StringComparer.OrdinalIgnoreCase) ?? defaults.Parameters,
            Secrets = Secrets(level.Map("secrets") ?? MapNode.Empty, defaults.Secrets),
            Exposure = Exposure(level.Map("exposure") ?? MapNode.Empty, defaults.Exposure),
            Network = Network(level.Map("network") ?? MapNode.Empty, defaults.Network),
            Monitoring = Monitoring(level.Map("monitoring") ?? MapNode.Empty, defaults.Monitoring),
            Telemetry = Telemetry(level.Map("telemetry") ?? MapNode.Empty, defaults.Telemetry),
            IsMeshed = level.Flag("mesh") ?? false,
            IsMachine = level.Flag("machine") ?? false,
            Velero = level.Map("velero") is { } velero ? Velero(velero) : null,
            Storage = Storage(level.Map("storage") ?? MapNode.Empty, defaults.Storage),
            ImagePullSecrets = level.Texts("imagePullSecrets") ?? [],
            Scheduling = Scheduling(level.Map("scheduling") ?? MapNode.Empty, defaults.Scheduling),
            Resources = level.ByName("resources", node => WorkloadBinder.Bind((MapNode)node), StringComparer.OrdinalIgnoreCase) ?? defaults.Resources,
        };
    }

    public static Toleration Toleration(MapNode map) => new(map.Text("key"), map.Text("operator") ?? "Equal", map.Text("value"), map.Text("effect"));

    private static ImageSettings Images(MapNode map, ImageSettings defaults) => new(
        map.Text("registry"), map.Text("tag") ?? defaults.Tag, map.Flag("demandDigests") ?? defaults.DemandDigests, map.Text("pullPolicy") ?? defaults.PullPolicy)
    {
        Digests = map.Pairs("digests") ?? defaults.Digests,
    };

    private static SecretSettings Secrets(MapNode map, SecretSettings defaults) => new(
        map.Text("provider") switch { "existing" => SecretProvider.Existing, "plain" => SecretProvider.Plain, _ => SecretProvider.External },
        map.Text("backend") is "vault" ? SecretBackend.Vault : SecretBackend.Aws,
        map.Text("store") ?? defaults.Store, map.Text("storeKind") ?? defaults.StoreKind, map.Text("prefix"), map.Text("refresh") ?? defaults.Refresh)
    {
        Places = map.ByName("places", node => Place((MapNode)node), StringComparer.OrdinalIgnoreCase) ?? defaults.Places,
    };

    private static SecretPlace Place(MapNode map) => new(map.Text("name")!, map.Text("key"), map.Text("uriKey"));

    private static ExposureSettings Exposure(MapNode map, ExposureSettings defaults) => new(
        map.Text("kind") switch { "gateway" => ExposureKind.Gateway, "none" => ExposureKind.None, _ => ExposureKind.Ingress },
        map.Text("class"), map.Text("gateway"), map.Text("issuer"), map.Text("tlsSecret"))
    {
        // A load balancer that connects by itself has no pods.
        FromNamespaces = map.Texts("fromNamespaces") ?? (map["fromCidrs"] is not null && map.Text("kind") is not "gateway" ? [] : defaults.FromNamespaces),
        FromCidrs = map.Texts("fromCidrs") ?? defaults.FromCidrs,
        Annotations = map.Pairs("annotations") ?? defaults.Annotations,
    };

    private static NetworkSettings Network(MapNode map, NetworkSettings defaults) => new(map.Flag("policies") ?? defaults.Policies, map.Text("dnsNamespace") ?? defaults.DnsNamespace)
    {
        DnsLabels = map.Pairs("dnsLabels") ?? defaults.DnsLabels,
        ApiServerCidrs = map.Texts("apiServerCidrs") ?? defaults.ApiServerCidrs,
        KedaNamespace = map.Text("kedaNamespace") ?? defaults.KedaNamespace,
        MeshNamespace = map.Text("meshNamespace") ?? defaults.MeshNamespace,
        DaprNamespace = map.Text("daprNamespace") ?? defaults.DaprNamespace,
    };

    private static MonitoringSettings Monitoring(MapNode map, MonitoringSettings defaults) => new(
        map.Flag("serviceMonitors") ?? defaults.ServiceMonitors, map.Flag("rules") ?? defaults.Rules, map.Text("namespace") ?? defaults.Namespace)
    {
        Labels = map.Pairs("labels") ?? defaults.Labels,
    };

    private static TelemetrySettings Telemetry(MapNode map, TelemetrySettings defaults) => new(
        map.Flag("collector") ?? defaults.Collector, map.Text("endpoint"), map.Flag("dashboard") ?? defaults.Dashboard,
        map.Text("collectorImage") ?? defaults.CollectorImage, map.Text("dashboardImage") ?? defaults.DashboardImage)
    {
        SecretHeaders = map.Pairs("secretHeaders") ?? defaults.SecretHeaders,
    };

    private static VeleroSettings Velero(MapNode map)
    {
        var defaults = new VeleroSettings(map.Text("schedule")!);
        return defaults with { KeepFor = map.Text("keepFor") ?? defaults.KeepFor, Namespace = map.Text("namespace") ?? defaults.Namespace };
    }

    // A volume takes class and size from the level where it sets none of its own.
    private static StorageSettings Storage(MapNode map, StorageSettings defaults)
    {
        var (storageClass, size) = (map.Text("class"), map.Amount("size"));
        return new StorageSettings(storageClass, size ?? defaults.Size)
        {
            Volumes = map.ByName("volumes", node => Volume((MapNode)node, storageClass, size), StringComparer.OrdinalIgnoreCase) ?? defaults.Volumes,
        };
    }

    private static VolumeSettings Volume(MapNode map, string? storageClass, string? size)
    {
        var defaults = new VolumeSettings();
        var temporary = map.Flag("temporary") ?? defaults.IsTemporary;
        return new(
            temporary ? null : map.Text("class") ?? storageClass,
            map.Amount("size") ?? size ?? (temporary ? VolumeSettings.EmptySize : defaults.Size),
            map.Text("accessMode") ?? defaults.AccessMode, temporary);
    }

    private static SchedulingSettings Scheduling(MapNode map, SchedulingSettings defaults) => new()
    {
        NodeSelector = map.Pairs("nodeSelector") ?? defaults.NodeSelector,
        Tolerations = map.Maps("tolerations", Toleration) ?? defaults.Tolerations,
        TopologyKey = map.Text("topologyKey") ?? defaults.TopologyKey,
    };
}
