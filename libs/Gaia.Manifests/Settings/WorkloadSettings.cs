namespace Gaia.Manifests.Settings;

/// <summary>What the settings say of one resource. Null: not said, the default of its kind holds.</summary>
public sealed record WorkloadSettings
{
    /// <summary>With tag or digest.</summary>
    public string? Image { get; init; }

    /// <summary>`deployment`, `statefulset`, `job`; `none` leaves it out, which is listed.</summary>
    public string? Kind { get; init; }

    public int? Replicas { get; init; }

    public ResourceAmounts Requests { get; init; } = new("100m", "128Mi");

    public ResourceAmounts Limits { get; init; } = new(null, "512Mi");

    public ScalingSettings? Scaling { get; init; }

    /// <summary>Names under which it is reached from outside; for external bindings.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Paths of the Ingress or HTTPRoute; prefix match.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["/"];

    public ProbeSettings? Probes { get; init; }

    /// <summary>Number of the user; null: what is known of the image.</summary>
    public int? User { get; init; }

    /// <summary>More folders that it writes.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    public bool? ReadOnlyRoot { get; init; }

    /// <summary>ConfigMaps that somebody else makes, by the folder in which it reads them: `/etc/ssl/rds: rds-authorities`.</summary>
    public IReadOnlyDictionary<string, string> ConfigMaps { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the manifest's, or in the place of what that has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables whose value is a secret of the store, by the parameter's name: `Gaia__Keys__Value: keys`.</summary>
    public IReadOnlyDictionary<string, string> SecretEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>It runs elsewhere: no workload is written, and others connect there.</summary>
    public ExternalSettings? External { get; init; }

    /// <summary>What it may connect to beyond its references.</summary>
    public IReadOnlyList<EgressSettings> Egress { get; init; } = [];

    /// <summary>Annotations of its ServiceAccount: `eks.amazonaws.com/role-arn`.</summary>
    public IReadOnlyDictionary<string, string> AccountAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of an account that is there already.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the pod gets a token of the cluster: for who talks to the API server.</summary>
    public bool MountsToken { get; init; }

    /// <summary>Whether it makes sandboxes of its own by bubblewrap: namespaces of users, mounts and a new /proc. Only on a machine; a cluster's Pod Security refuses it.</summary>
    public bool MakesSandboxes { get; init; }

    /// <summary>Gaia's worker: every run is a Kubernetes Job of its own, in another namespace.</summary>
    public RunPodSettings? RunPods { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Toleration> Tolerations { get; init; } = [];

    /// <summary>Seconds that a pod has to end itself.</summary>
    public int GracePeriod { get; init; } = 30;

    /// <summary>Port name and path of its metrics; null: none.</summary>
    public MetricsSettings? Metrics { get; init; }

    /// <summary>How a tcp binding marked external is offered: `LoadBalancer`, `NodePort`; null: it is not, and that is listed.</summary>
    public string? ServiceType { get; init; }

    /// <summary>
    /// Names in the environment whose literal value is not secret although its name sounds like one; `args` for the command line, and the path of a mounted file or folder.
    /// </summary>
    public IReadOnlyList<string> NotSecret { get; init; } = [];

    /// <summary>Names of variables that any level of the settings gives it: the common level may call one of an environment's not secret.</summary>
    public IReadOnlyList<string> EveryVariable { get; init; } = [];

    /// <summary>Sources of bind mounts, as the manifest has them, that are taken although they lie outside of its repository.</summary>
    public IReadOnlyList<string> OutsideFiles { get; init; } = [];

    /// <summary>Values of a foreign resource's outputs, by name: `{pg.outputs.hostName}`.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Type of a Dapr component whose manifest leaves it open: `state.redis`.</summary>
    public string? DaprType { get; init; }
}

/// <summary>Kubernetes quantities; null: none.</summary>
/// <param name="Storage">Of the node's disk: temporary folders, logs.</param>
public sealed record ResourceAmounts(string? Cpu, string? Memory, string? Storage = null);

/// <param name="Cpu">Percent of the request, 1 to 100 and more; null: not looked at.</param>
/// <param name="Memory">The same of memory.</param>
/// <param name="Requests">Requests per second and pod, from a metric of the ingress or mesh.</param>
public sealed record ScalingSettings(int Min, int Max, int? Cpu = 70, int? Memory = null, int? Requests = null, QueueScaling? Queue = null);

/// <summary>KEDA's PostgreSQL scaler.</summary>
/// <param name="Query">Gives one number: how much waits.</param>
/// <param name="Target">Of that number for each replica.</param>
/// <param name="Connection">Name of the environment variable of the workload that holds the connection string.</param>
public sealed record QueueScaling(string Query, int Target, string Connection);

/// <summary>Paths are asked on <see cref="Port"/>, by default the first http port. Without paths the port itself is asked.</summary>
/// <param name="Command">Instead of a path: run in the container.</param>
/// <param name="StartLimit">Seconds until it has to be up.</param>
public sealed record ProbeSettings(string? Ready = null, string? Live = null, string? Startup = null, string? Port = null, int StartLimit = 150)
{
    public IReadOnlyList<string>? Command { get; init; }
}

/// <param name="Host">Name or address; what `{X.bindings.Y.host}` becomes.</param>
/// <param name="Port">Null: the binding's own.</param>
/// <param name="ConnectionString">Instead of the manifest's: the name of a secret that holds it whole.</param>
/// <param name="Cidrs">Where it lies, for NetworkPolicies.</param>
public sealed record ExternalSettings(string? Host, int? Port, string? ConnectionString)
{
    public IReadOnlyList<string> Cidrs { get; init; } = [];
}

/// <param name="Cidr">`0.0.0.0/0` is the internet.</param>
/// <param name="Ports">Empty: every port.</param>
public sealed record EgressSettings(string? Cidr, string? Namespace, IReadOnlyList<int> Ports)
{
    public IReadOnlyList<string> Except { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>Pods of runs, which Gaia's worker makes itself: what they need is written here.</summary>
/// <param name="Namespace">Null: that of the application with `-runs` behind it.</param>
public sealed record RunPodSettings(string? Namespace = null)
{
    /// <summary>Of their ServiceAccount: the role that runs have in a cloud.</summary>
    public IReadOnlyDictionary<string, string> AccountAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>What they may connect to beside DNS and Gaia's API. Unless it is set, what is outside of private ranges.</summary>
    public IReadOnlyList<EgressSettings> Egress { get; init; } =
    [
        new("0.0.0.0/0", null, []) { Except = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"] },
        new("::/0", null, []) { Except = ["fc00::/7", "fe80::/10", "::1/128"] },
    ];
}

public sealed record MetricsSettings(string Port, string Path = "/metrics", string Interval = "30s");
