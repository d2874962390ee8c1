using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>
/// Answers by NetworkPolicies as a network that enforces them does. They only add up: a pod that none selects in a direction is open there; one that some select
/// may do what any of them allows. Both ends have to agree.
/// </summary>
public sealed class Reachability
{
    private readonly IReadOnlyList<NetworkPolicy> policies;
    private readonly NamespaceLabels namespaces;
    private readonly Dictionary<(Pod, Direction), IReadOnlyList<NetworkPolicy>> isolating = [];

    /// <param name="objects">Of which NetworkPolicies and Namespaces count.</param>
    /// <param name="namespaceLabels">Of namespaces that are not among the objects.</param>
    /// <exception cref="ManifestException">`policy.invalid`: a policy that the API server would refuse.</exception>
    public Reachability(IReadOnlyList<KubernetesObject> objects, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? namespaceLabels = null)
    {
        policies = [.. objects.Where(one => one.Kind == "NetworkPolicy" && one.ApiVersion.StartsWith("networking.k8s.io/", StringComparison.Ordinal)).Select(one => new NetworkPolicy(one))];
        namespaces = new NamespaceLabels(objects, namespaceLabels ?? new Dictionary<string, IReadOnlyDictionary<string, string>>());
    }

    /// <param name="port">Of the container, as policies see it, not of a Service.</param>
    public Verdict MayReach(Endpoint from, Endpoint to, int port, string protocol = "TCP")
    {
        if (from is Pod one && to is Pod other && (one.Name, one.Namespace) == (other.Name, other.Namespace)) return new(true, $"{one} may always reach itself");
        var leaves = Ask(from as Pod, Direction.Egress, from, to, port, protocol);
        var enters = Ask(to as Pod, Direction.Ingress, from, to, port, protocol);
        return leaves.IsAllowed && enters.IsAllowed
            ? new(true, $"{leaves.Reason}; {enters.Reason}")
            : new(false, string.Join("; ", new[] { leaves, enters }.Where(verdict => !verdict.IsAllowed).Select(verdict => verdict.Reason)));
    }

    private Verdict Ask(Pod? pod, Direction direction, Endpoint from, Endpoint to, int port, string protocol)
    {
        var word = direction.ToString().ToLowerInvariant();
        if (pod is null) return new(true, $"{(direction == Direction.Egress ? from : to)} is outside of the cluster");
        var isolates = Isolating(pod, direction);
        if (isolates.Count == 0) return new(true, $"no policy isolates {pod} for {word}");
        var allows = isolates.Where(policy => policy.Allows(direction, from, to, port, protocol, namespaces)).Select(policy => policy.Name).ToList();
        var way = direction == Direction.Egress ? $"to {to}" : $"from {from}";
        return allows.Count > 0
            ? new(true, $"{Policies(allows)} of {pod.Namespace} {(allows.Count == 1 ? "allows" : "allow")} {word} {way} at {port}/{protocol}")
            : new(false, $"{pod} is isolated for {word} by {Policies([.. isolates.Select(policy => policy.Name)])}, and none allows {port}/{protocol} {way}");
    }

    private IReadOnlyList<NetworkPolicy> Isolating(Pod pod, Direction direction)
    {
        if (isolating.TryGetValue((pod, direction), out var known)) return known;
        return isolating[(pod, direction)] = [.. policies.Where(policy => policy.Isolates(pod, direction))];
    }

    private static string Policies(IReadOnlyList<string> names) => $"{(names.Count == 1 ? "policy" : "policies")} {string.Join(", ", names)}";
}
