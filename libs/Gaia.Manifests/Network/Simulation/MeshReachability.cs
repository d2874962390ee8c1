using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Answers by Istio's policies as the proxy of the answering pod does: mutual TLS, then what denies, then what allows.</summary>
public sealed class MeshReachability
{
    private readonly string root;
    private readonly IReadOnlyList<AuthorizationPolicy> policies;
    private readonly IReadOnlyList<PeerAuthentication> authentications;

    /// <param name="objects">Of which AuthorizationPolicies and PeerAuthentications count.</param>
    /// <param name="root">The mesh's own namespace.</param>
    /// <exception cref="ManifestException">`policy.invalid`: a policy with a field that decides and is not known here.</exception>
    public MeshReachability(IReadOnlyList<KubernetesObject> objects, string root = "istio-system")
    {
        this.root = root;
        var istio = objects.Where(one => one.ApiVersion.StartsWith("security.istio.io/", StringComparison.Ordinal)).ToList();
        policies = [.. istio.Where(one => one.Kind == "AuthorizationPolicy").Select(one => new AuthorizationPolicy(one))];
        authentications = [.. istio.Where(one => one.Kind == "PeerAuthentication").Select(one => new PeerAuthentication(one))];
    }

    /// <param name="request">Null: not HTTP.</param>
    public Verdict MayReach(Endpoint from, Endpoint to, int port, MeshRequest? request = null)
    {
        if (to is not Pod { IsMeshed: true } pod) return new(true, $"{to} has no sidecar");
        var source = SourceOf(from, pod, port, out var mode);
        if (mode == "STRICT" && source.Principal is null) return new(false, $"{from} has no certificate of the mesh, and {pod} takes only mutual TLS at {port}");
        var selecting = policies.Where(policy => policy.Selects(pod, root)).ToList();
        if (selecting.FirstOrDefault(policy => policy.Action == "DENY" && policy.Matches(source, port, request)) is { } denying)
            return new(false, $"policy {denying.Name} denies {from} to {pod} at {port}");
        var allowing = selecting.Where(policy => policy.Action == "ALLOW").ToList();
        if (allowing.Count == 0) return new(true, $"no policy restricts {pod}");
        return allowing.FirstOrDefault(policy => policy.Matches(source, port, request)) is { } match
            ? new(true, $"policy {match.Name} allows {from} to {pod} at {port}")
            : new(false, $"{pod} is restricted by {string.Join(", ", allowing.Select(policy => policy.Name))}, and none allows {from} at {port}");
    }

    private MeshSource SourceOf(Endpoint from, Pod to, int port, out string mode)
    {
        mode = authentications.Select(one => (Policy: one, Closeness: one.Closeness(to, root))).Where(one => one.Closeness > 0)
            .OrderByDescending(one => one.Closeness).ThenBy(one => one.Policy.Name, StringComparer.Ordinal)
            .Select(one => one.Policy.ModeOf(port)).FirstOrDefault(one => one is not null) ?? "PERMISSIVE";
        return from is Pod { IsMeshed: true } pod && mode != "DISABLE"
            ? new($"cluster.local/ns/{pod.Namespace}/sa/{pod.Account}", pod.Namespace, pod.Address)
            : new(null, null, (from as Pod)?.Address ?? (from as OutsideAddress)?.Address);
    }
}
