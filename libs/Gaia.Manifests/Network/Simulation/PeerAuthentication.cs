using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Istio's PeerAuthentication: which ports take only mutual TLS.</summary>
internal sealed class PeerAuthentication
{
    private readonly string space;
    private readonly LabelSelector? selector;
    private readonly string? mode;
    private readonly MapNode ports;

    public PeerAuthentication(KubernetesObject policy)
    {
        (Name, space) = (policy.Name, policy.Namespace ?? "default");
        var spec = policy.Content.MapAt("spec") ?? MapNode.Empty;
        selector = spec.MapAt("selector") is { } labels ? new LabelSelector(labels) : null;
        mode = Mode(spec.MapAt("mtls"));
        ports = spec.MapAt("portLevelMtls") ?? MapNode.Empty;
    }

    public string Name { get; }

    /// <summary>The closest wins: a workload's own, then its namespace's, then the mesh's.</summary>
    /// <returns>0 if it does not hold for the pod.</returns>
    public int Closeness(Pod pod, string root) =>
        selector is not null ? space == pod.Namespace && selector.Matches(pod.Labels) ? 3 : 0
        : space == pod.Namespace ? 2
        : space == root ? 1 : 0;

    /// <summary>STRICT, PERMISSIVE, DISABLE; null: what the next one says. Ports of their own are only for a workload's.</summary>
    public string? ModeOf(int port) => (selector is null ? null : Mode(ports.MapAt(port.ToString(CultureInfo.InvariantCulture)))) ?? mode;

    private static string? Mode(MapNode? mtls) => mtls?.TextAt("mode") is { } written and not "UNSET" ? written : null;
}
