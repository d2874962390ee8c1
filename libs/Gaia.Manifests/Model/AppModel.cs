using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>An application for one environment: every name, value, port and reference decided. All that objects are made of.</summary>
/// <param name="Workloads">Ordered by name.</param>
/// <param name="Secrets">Ordered by key: every secret value that a workload needs.</param>
/// <param name="References">Who connects to whom; each once, ordered.</param>
/// <param name="Volumes">That outlive pods; ordered by name.</param>
/// <param name="NotPublished">What of the manifest is not in the objects, and why.</param>
public sealed record AppModel(
    EnvironmentSettings Settings,
    IReadOnlyList<Workload> Workloads,
    IReadOnlyList<ExternalService> Externals,
    IReadOnlyList<SecretValue> Secrets,
    IReadOnlyList<Reference> References,
    IReadOnlyList<Volume> Volumes,
    IReadOnlyList<DaprComponent> DaprComponents,
    IReadOnlyList<NotPublished> NotPublished,
    IReadOnlyList<ImageBuild> Builds)
{
    /// <summary>What the collector sends on with what it gets, by header: each value holds a secret.</summary>
    public IReadOnlyDictionary<string, Value> TelemetryHeaders { get; init; } = new Dictionary<string, Value>();
}

/// <param name="Resource">Its name in the manifest; `api.bindings.https` for a part of one.</param>
/// <param name="IsLoss">False: a note (a binding that is answered by another, for instance). True: something does not work without help, and the command ends with an error code.</param>
public sealed record NotPublished(string Resource, string Type, string Reason, bool IsLoss);

/// <summary>Something outside of the cluster that workloads connect to: a managed database, or a foreign resource whose settings say where it is.</summary>
/// <param name="Cidrs">Where it lies; empty: anywhere.</param>
public sealed record ExternalService(string Name, string Host, IReadOnlyList<int> Ports, IReadOnlyList<string> Cidrs);

/// <summary>From one workload to a port of another, or to an external service.</summary>
/// <param name="From">A workload's name.</param>
/// <param name="To">Another workload's name, or an external service's.</param>
/// <param name="Port">The container's port (an external service's own).</param>
public sealed record Reference(string From, string To, int Port, string Protocol);

/// <summary>One secret value, kept under a key of the application's Secret.</summary>
/// <param name="Key">`postgres-password`; with `-uri` behind it, the same percent-encoded.</param>
/// <param name="Parameter">The parameter (or resource output) in the manifest.</param>
/// <param name="Text">Only if secrets are written in plain on request; else null.</param>
public sealed record SecretValue(string Key, string Parameter, bool IsUriEncoded, string? Text);

/// <summary>A claim that one or several workloads mount. Of a StatefulSet it is a template.</summary>
/// <param name="Owner">The only workload that has it, when that is a StatefulSet; else null.</param>
public sealed record Volume(string Name, string? Owner, VolumeSettings Settings, bool IsShared);

public sealed record DaprComponent(string Name, string ComponentType, IReadOnlyList<KeyValuePair<string, Value>> Metadata, IReadOnlyList<string> Scopes);

/// <summary>An image that has to be built before the objects can be used.</summary>
public sealed record ImageBuild(string Workload, string Image, string? Project, string? Context, string? Dockerfile, string? Stage, IReadOnlyList<KeyValuePair<string, string>> Args);
