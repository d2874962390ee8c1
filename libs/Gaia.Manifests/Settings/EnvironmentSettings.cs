namespace Gaia.Manifests.Settings;

/// <summary>deploy/settings.yaml for one environment: the file's own level with `environments.NAME` merged over it, and defaults filled in.</summary>
/// <param name="Environment">`base` for the file's own level.</param>
public sealed record EnvironmentSettings(string App, string Environment, string Namespace)
{
    /// <summary>Of the cloud; only told to people and to ExternalSecrets of AWS.</summary>
    public string? Region { get; init; }

    public ImageSettings Images { get; init; } = new();

    /// <summary>Values of parameters that are not secret, by the parameter's name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public SecretSettings Secrets { get; init; } = new();

    public ExposureSettings Exposure { get; init; } = new();

    public NetworkSettings Network { get; init; } = new();

    public MonitoringSettings Monitoring { get; init; } = new();

    public TelemetrySettings Telemetry { get; init; } = new();

    public bool IsMeshed { get; init; }

    /// <summary>One machine without a cluster: compose alone writes it.</summary>
    public bool IsMachine { get; init; }

    public VeleroSettings? Velero { get; init; }

    public StorageSettings Storage { get; init; } = new();

    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    public SchedulingSettings Scheduling { get; init; } = new();

    /// <summary>By the resource's name in the manifest.</summary>
    public IReadOnlyDictionary<string, WorkloadSettings> Resources { get; init; } = new Dictionary<string, WorkloadSettings>(StringComparer.OrdinalIgnoreCase);

    public WorkloadSettings Of(string resource) => Resources.TryGetValue(resource, out var settings) ? settings : new WorkloadSettings();
}

/// <param name="Registry">Put before images that are built here, and those that the manifest names without a registry: `ghcr.io/acme`.</param>
/// <param name="Tag">Of images that are built here.</param>
/// <param name="DemandDigests">Refuse an image by tag alone.</param>
public sealed record ImageSettings(string? Registry = null, string Tag = "0.1.0", bool DemandDigests = false, string PullPolicy = "IfNotPresent")
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>By an image's name in the manifest, without its tag: `gaia-api`.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } = None;

    /// <summary>Over those: of whatever images were pushed, also of ones that the manifest does not have.</summary>
    public IReadOnlyDictionary<string, string> PushedDigests { get; init; } = None;
}

public enum SecretProvider
{
    /// <summary>An ExternalSecret fills the Secret from AWS Secrets Manager or Vault.</summary>
    External,

    /// <summary>A Secret that somebody else makes.</summary>
    Existing,

    /// <summary>Written into the manifests, on request: for a machine of one's own.</summary>
    Plain,
}

public enum SecretBackend
{
    Aws,
    Vault,
}

/// <param name="StoreKind">SecretStore or ClusterSecretStore.</param>
/// <param name="Prefix">Before each key in the store: `gaia/prod`.</param>
/// <param name="Refresh">How often it is read again, as a Go duration.</param>
public sealed record SecretSettings(
    SecretProvider Provider = SecretProvider.External, SecretBackend Backend = SecretBackend.Aws, string Store = "secrets", string StoreKind = "ClusterSecretStore",
    string? Prefix = null, string Refresh = "1h")
{
    /// <summary>Where a key of the application's Secret lies elsewhere, by the parameter's name.</summary>
    public IReadOnlyDictionary<string, SecretPlace> Places { get; init; } = new Dictionary<string, SecretPlace>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>External: `Name` is the entry in the store and `Key` a property of it. Existing: a Secret and its key; `UriKey` holds the value percent-encoded.</summary>
public sealed record SecretPlace(string Name, string? Key, string? UriKey = null);

public enum ExposureKind
{
    Ingress,
    Gateway,
    None,
}

/// <param name="Class">Ingress class or GatewayClass's Gateway: `nginx`, `alb`.</param>
/// <param name="Gateway">`NAMESPACE/NAME` of the Gateway that HTTPRoutes hang on.</param>
/// <param name="Issuer">cert-manager's ClusterIssuer; null: the TLS Secret is there.</param>
/// <param name="TlsSecret">Null: `NAME-tls` of each workload.</param>
/// <param name="FromNamespaces">Where the controller's pods are, for NetworkPolicies.</param>
public sealed record ExposureSettings(ExposureKind Kind = ExposureKind.Ingress, string? Class = null, string? Gateway = null, string? Issuer = null, string? TlsSecret = null)
{
    public IReadOnlyList<string> FromNamespaces { get; init; } = ["ingress-nginx"];

    /// <summary>Where a load balancer that reaches pods by itself lies (AWS with target type `ip`: the VPC's subnets).</summary>
    public IReadOnlyList<string> FromCidrs { get; init; } = [];

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}

/// <param name="Policies">Whether NetworkPolicies are written.</param>
public sealed record NetworkSettings(bool Policies = true, string DnsNamespace = "kube-system")
{
    /// <summary>Pods that answer DNS.</summary>
    public IReadOnlyDictionary<string, string> DnsLabels { get; init; } = new Dictionary<string, string> { ["k8s-app"] = "kube-dns" };

    /// <summary>Where the API server answers; for workloads that get a token of the cluster.</summary>
    public IReadOnlyList<string> ApiServerCidrs { get; init; } = ["0.0.0.0/0"];

    /// <summary>Of KEDA's operator, which asks the database of a queue how much waits.</summary>
    public string KedaNamespace { get; init; } = "keda";

    /// <summary>Of Istio's control plane, to which every sidecar connects.</summary>
    public string MeshNamespace { get; init; } = "istio-system";

    /// <summary>Of Dapr's control plane.</summary>
    public string DaprNamespace { get; init; } = "dapr-system";
}

/// <param name="Namespace">Prometheus's own, for NetworkPolicies.</param>
public sealed record MonitoringSettings(bool ServiceMonitors = false, bool Rules = false, string Namespace = "monitoring")
{
    /// <summary>Labels by which the Prometheus operator picks ServiceMonitor and PrometheusRule.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <param name="Collector">Whether an OpenTelemetry collector is written beside the workloads.</param>
/// <param name="Endpoint">Where it sends what it gets; null: to its log.</param>
/// <param name="Dashboard">Whether the Aspire dashboard is written and gets it too.</param>
public sealed record TelemetrySettings(
    bool Collector = false, string? Endpoint = null, bool Dashboard = false,
    string CollectorImage = "docker.io/otel/opentelemetry-collector-contrib:0.139.0", string DashboardImage = "mcr.microsoft.com/dotnet/aspire-dashboard:13.1")
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Headers that go to the endpoint, by name; their values are secrets, by the parameter's name: `Authorization: otlp-token`.</summary>
    public IReadOnlyDictionary<string, string> SecretHeaders { get; init; } = None;
}

/// <param name="Schedule">Cron.</param>
/// <param name="KeepFor">Go duration.</param>
/// <param name="Namespace">Velero's own.</param>
public sealed record VeleroSettings(string Schedule, string KeepFor = "720h", string Namespace = "velero");

public sealed record StorageSettings(string? Class = null, string Size = "10Gi")
{
    /// <summary>By the volume's name in the manifest.</summary>
    public IReadOnlyDictionary<string, VolumeSettings> Volumes { get; init; } = new Dictionary<string, VolumeSettings>(StringComparer.OrdinalIgnoreCase);
}

/// <param name="AccessMode">ReadWriteOnce, ReadWriteMany, ReadWriteOncePod, ReadOnlyMany.</param>
/// <param name="Size">Of the claim; of a temporary folder, what a pod may write there before it is evicted.</param>
/// <param name="IsTemporary">An empty folder of each pod instead of a claim.</param>
public sealed record VolumeSettings(string? Class = null, string Size = "10Gi", string AccessMode = "ReadWriteOnce", bool IsTemporary = false)
{
    /// <summary>Of an empty folder whose size nobody sets.</summary>
    public const string EmptySize = "1Gi";
}

public sealed record SchedulingSettings
{
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Toleration> Tolerations { get; init; } = [];

    /// <summary>Label of nodes over whose values pods are spread.</summary>
    public string TopologyKey { get; init; } = "topology.kubernetes.io/zone";
}

public sealed record Toleration(string? Key, string Operator, string? Value, string? Effect);
