using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>A NetworkPolicy, read once: whom it isolates in which direction, and what it lets through.</summary>
internal sealed class NetworkPolicy
{
    private readonly string space;
    private readonly LabelSelector pods;
    private readonly IReadOnlyList<Rule> ingress;
    private readonly IReadOnlyList<Rule> egress;
    private readonly IReadOnlyList<string> types;

    public NetworkPolicy(KubernetesObject policy)
    {
        (Name, space) = (policy.Name, policy.Namespace ?? "default");
        try
        {
            var spec = policy.Content.MapAt("spec") ?? MapNode.Empty;
            spec.RefuseOthers("`spec`", "podSelector", "policyTypes", "ingress", "egress");
            pods = new LabelSelector(spec.MapAt("podSelector") ?? MapNode.Empty);
            ingress = [.. spec.MapsAt("ingress").Select(rule => new Rule(rule, "from", space))];
            egress = [.. spec.MapsAt("egress").Select(rule => new Rule(rule, "to", space))];
            // As the API server fills it in.
            types = spec.TextsAt("policyTypes") is { Count: > 0 } written ? written : egress.Count > 0 ? ["Ingress", "Egress"] : ["Ingress"];
        }
        catch (ManifestException fault)
        {
            throw new ManifestException(fault.Code, $"NetworkPolicy {space}/{policy.Name}: {fault.Message}.");
        }
    }

    public string Name { get; }

    public bool Isolates(Pod pod, Direction direction) =>
        types.Contains(direction.ToString()) && pod.Namespace == space && pods.Matches(pod.Labels);

    /// <summary>Of a pod that it isolates.</summary>
    public bool Allows(Direction direction, Endpoint from, Endpoint to, int port, string protocol, NamespaceLabels namespaces) => direction switch
    {
        Direction.Ingress => ingress.Any(rule => rule.Matches(from, to, port, protocol, namespaces)),
        Direction.Egress => egress.Any(rule => rule.Matches(to, to, port, protocol, namespaces)),
    };

    private sealed class Rule
    {
        private readonly IReadOnlyList<PolicyPeer> peers;
        private readonly IReadOnlyList<PolicyPort> ports;

        public Rule(MapNode rule, string direction, string space)
        {
            rule.RefuseOthers("A rule", direction, "ports");
            peers = [.. rule.MapsAt(direction).Select(peer => new PolicyPeer(peer, space))];
            ports = [.. rule.MapsAt("ports").Select(port => new PolicyPort(port))];
        }

        // No peers are all peers, no ports all ports.
        public bool Matches(Endpoint peer, Endpoint to, int port, string protocol, NamespaceLabels namespaces) =>
            (peers.Count == 0 || peers.Any(one => one.Matches(peer, namespaces))) && (ports.Count == 0 || ports.Any(one => one.Matches(to, port, protocol)));
    }
}

internal enum Direction
{
    Ingress,
    Egress,
}
