using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

public enum WorkloadKind
{
    Deployment,
    StatefulSet,

    /// <summary>Runs to its end before the application starts: migrations, initial data.</summary>
    Job,
}

/// <param name="Name">A DNS label; also of the Service, the ServiceAccount and the ConfigMap.</param>
/// <param name="Resource">Its name in the manifest.</param>
/// <param name="Image">With registry, tag or digest.</param>
/// <param name="Facts">What is known of the image: its user, what it writes, how to ask whether it is well.</param>
/// <param name="Settings">What the settings say of it, defaults included.</param>
public sealed record Workload(string Name, string Resource, WorkloadKind Kind, string Image, ImageFacts Facts, WorkloadSettings Settings)
{
    public IReadOnlyList<Value> Command { get; init; } = [];

    public IReadOnlyList<Value> Args { get; init; } = [];

    /// <summary>Names are unique; ordered by name.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Environment { get; init; } = [];

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<WorkloadPort> Ports { get; init; } = [];

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    public IReadOnlyList<MountedFile> Files { get; init; } = [];

    public DaprSidecar? Dapr { get; init; }

    /// <summary>Null: it makes no pods of its own.</summary>
    public RunPlace? Runs { get; init; }
}

/// <summary>Where the pods of a worker's runs are.</summary>
/// <param name="Account">Their ServiceAccount's name.</param>
/// <param name="Api">The workload whose states they ask for; null: Gaia's API is outside of the application.</param>
/// <param name="ApiPort">Of its container.</param>
public sealed record RunPlace(string Namespace, string Account, string? Api, int ApiPort);

/// <param name="Name">At most 15 letters, digits and dashes, with a letter.</param>
/// <param name="Port">The Service's.</param>
/// <param name="TargetPort">The container's.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="AppProtocol">http, http2, tcp, redis, ...: the binding's scheme or transport.</param>
public sealed record WorkloadPort(string Name, int Port, int TargetPort, string Protocol, string AppProtocol, bool IsExternal)
{
    public bool IsHttp => AppProtocol is "http" or "http2";
}

/// <param name="Volume">Name of a <see cref="Model.Volume"/>; null: an empty folder of the pod's.</param>
/// <param name="Size">Of an empty folder, as the settings give it; null: they say nothing of it.</param>
public sealed record Mount(string? Volume, string Path, bool IsReadOnly, string? Size = null);

/// <summary>A small file that the manifest mounts from beside itself; it travels in a ConfigMap.</summary>
public sealed record MountedFile(string Folder, string Name, string Text);

public sealed record DaprSidecar(string AppId, int? AppPort);
