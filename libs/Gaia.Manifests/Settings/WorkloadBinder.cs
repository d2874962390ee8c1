using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>From a valid map of `resources` to its record.</summary>
internal static class WorkloadBinder
{
    private const int UsualCpu = 70;

    private static readonly WorkloadSettings Defaults = new();

    public static WorkloadSettings Bind(MapNode map)
    {
        var (requests, limits) = Amounts(map.Map("requests") ?? MapNode.Empty, map.Map("limits") ?? MapNode.Empty);
        return new WorkloadSettings
        {
            Image = map.Text("image"),
            Kind = map.Text("kind"),
            Replicas = map.Number("replicas"),
            Requests = requests,
            Limits = limits,
            Scaling = map.Map("scaling") is { } scaling ? Scaling(scaling) : null,
            Hosts = map.Texts("hosts") ?? [],
            Paths = map.Texts("paths") ?? Defaults.Paths,
            Probes = map.Map("probes") is { } probes ? Probes(probes) : null,
            User = map.Number("user"),
            Writable = map.Texts("writable") ?? [],
            ReadOnlyRoot = map.Flag("readOnlyRoot"),
            ConfigMaps = map.Pairs("configMaps") ?? Defaults.ConfigMaps,
            Environment = map.Pairs("environment") ?? Defaults.Environment,
            SecretEnvironment = map.Pairs("secretEnvironment") ?? Defaults.SecretEnvironment,
            External = map.Map("external") is { } external ? External(external) : null,
            Egress = map.Maps("egress", Egress) ?? [],
            AccountAnnotations = map.Pairs("accountAnnotations") ?? Defaults.AccountAnnotations,
            Account = map.Text("account"),
            MountsToken = map.Flag("mountsToken") ?? false,
            MakesSandboxes = map.Flag("sandboxes") ?? false,
            RunPods = map.Map("runPods") is { } runPods ? RunPods(runPods) : null,
            Annotations = map.Pairs("annotations") ?? Defaults.Annotations,
            NodeSelector = map.Pairs("nodeSelector") ?? Defaults.NodeSelector,
            Tolerations = map.Maps("tolerations", EnvironmentBinder.Toleration) ?? [],
            GracePeriod = map.Number("gracePeriod") ?? Defaults.GracePeriod,
            Metrics = map.Map("metrics") is { } metrics ? Metrics(metrics) : null,
            ServiceType = map.Text("serviceType"),
            NotSecret = map.Texts("notSecret") ?? [],
            OutsideFiles = map.Texts("outsideFiles") ?? [],
            Outputs = map.Pairs("outputs") ?? Defaults.Outputs,
            DaprType = map.Text("daprType"),
        };
    }

    // Where only one of the two is set, the other's default gives way: a pod whose request is above its limit is refused.
    private static (ResourceAmounts Requests, ResourceAmounts Limits) Amounts(MapNode requests, MapNode limits)
    {
        var limit = new ResourceAmounts(limits.Amount("cpu"), limits.Amount("memory") ?? Larger(Defaults.Limits.Memory!, requests.Amount("memory")), limits.Amount("storage"));
        return (new(requests.Amount("cpu") ?? Smaller(Defaults.Requests.Cpu!, limit.Cpu), requests.Amount("memory") ?? Smaller(Defaults.Requests.Memory!, limit.Memory), requests.Amount("storage")), limit);
    }

    private static string Larger(string one, string? other) => other is not null && SettingsAmounts.IsMore(other, one) ? other : one;

    private static string Smaller(string one, string? other) => other is not null && SettingsAmounts.IsMore(one, other) ? other : one;

    private static ScalingSettings Scaling(MapNode map)
    {
        var (memory, requests) = (map.Number("memory"), map.Number("requests"));
        var queue = map.Map("queue") is { } found ? new QueueScaling(found.Text("query")!, found.Number("target")!.Value, found.Text("connection")!) : null;
        var cpu = map.Number("cpu") ?? (memory is null && requests is null && queue is null ? UsualCpu : null);
        return new(map.Number("min")!.Value, map.Number("max")!.Value, cpu, memory, requests, queue);
    }

    private static ProbeSettings Probes(MapNode map)
    {
        var defaults = new ProbeSettings(map.Text("ready"), map.Text("live"), map.Text("startup"), map.Text("port"));
        return defaults with { StartLimit = map.Number("startLimit") ?? defaults.StartLimit, Command = map.Texts("command") };
    }

    private static ExternalSettings External(MapNode map) => new(map.Text("host"), map.Number("port"), map.Text("connectionString")) { Cidrs = map.Texts("cidrs") ?? [] };

    private static EgressSettings Egress(MapNode map) => new(map.Text("cidr"), map.Text("namespace"), map.Numbers("ports") ?? [])
    {
        Except = map.Texts("except") ?? [],
        Labels = map.Pairs("labels") ?? new Dictionary<string, string>(),
    };

    private static RunPodSettings RunPods(MapNode map)
    {
        var defaults = new RunPodSettings(map.Text("namespace"));
        return defaults with { AccountAnnotations = map.Pairs("accountAnnotations") ?? defaults.AccountAnnotations, Egress = map.Maps("egress", Egress) ?? defaults.Egress };
    }

    private static MetricsSettings Metrics(MapNode map)
    {
        var defaults = new MetricsSettings(map.Text("port")!);
        return defaults with { Path = map.Text("path") ?? defaults.Path, Interval = map.Text("interval") ?? defaults.Interval };
    }
}
