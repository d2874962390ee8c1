namespace Gaia.Runs;

/// <summary>Settings of runs in Kubernetes Jobs, section <c>Gaia:RunPods</c> (<c>Gaia__RunPods__Namespace</c>, ...).</summary>
public sealed class RunPodsOptions
{
    /// <summary>Namespace of the Jobs. Null: this worker makes none, unless <c>Gaia__Isolation=kubernetes</c>, which takes <c>gaia-runs</c>.</summary>
    public string? Namespace { get; set; }

    /// <summary>Image with terraform, a shell, tar, find and setsid. Default: <c>gaia-worker</c> of this version.</summary>
    public string? Image { get; set; }

    /// <summary>Account of the pods. It needs no rights, and its token is not mounted.</summary>
    public string ServiceAccount { get; set; } = "gaia-run";

    /// <summary>User and group id that everything in the pod runs as; not 0. Default 1654.</summary>
    public long User { get; set; } = 1654;

    public string CpuRequest { get; set; } = "250m";

    /// <summary>Null: no limit.</summary>
    public string? CpuLimit { get; set; }

    public string MemoryRequest { get; set; } = "512Mi";

    public string MemoryLimit { get; set; } = "2Gi";

    /// <summary>Size of the pod's work folder and of its /tmp, each; a pod that writes more is evicted.</summary>
    public string WorkSize { get; set; } = "8Gi";

    /// <summary>How long a pod may wait for a node, for its image, for quota. Default 5 minutes.</summary>
    public TimeSpan StartLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a pod may not be reachable before its run is given up. Default 5 minutes.</summary>
    public TimeSpan LostLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When Kubernetes removes a Job by itself whose end no worker saw. Default 10 minutes.</summary>
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that a program may write to its output. Default 256 MiB.</summary>
    public long MaxOutputBytes { get; set; } = 256L << 20;

    /// <summary>Bytes of the files that come back after a program: plan, lock file, errored.tfstate, what was generated. Default 512 MiB.</summary>
    public long MaxResultBytes { get; set; } = 512L << 20;

    /// <summary>Path of a kubeconfig. Null: that of <c>KUBECONFIG</c>, or the cluster in which the worker runs.</summary>
    public string? Kubeconfig { get; set; }

    public IReadOnlyList<string> ImagePullSecrets { get; set; } = [];

    public IReadOnlyDictionary<string, string> NodeSelector { get; set; } = new Dictionary<string, string>();

    /// <summary>Of the pods, beside Gaia's own; <c>azure.workload.identity/use</c> for instance.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; set; } = new Dictionary<string, string>();
}
