using System.Globalization;
using System.Net;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Istio's AuthorizationPolicy with the fields that say something of a connection; others are refused, so that no answer rests on half of a policy.</summary>
internal sealed class AuthorizationPolicy
{
    private readonly string space;
    private readonly LabelSelector? selector;
    private readonly IReadOnlyList<Rule> rules;

    public AuthorizationPolicy(KubernetesObject policy)
    {
        (Name, space) = (policy.Name, policy.Namespace ?? "default");
        try
        {
            var spec = policy.Content.MapAt("spec") ?? MapNode.Empty;
            spec.RefuseOthers("`spec`", "selector", "action", "rules");
            Action = spec.TextAt("action") ?? "ALLOW";
            if (Action is not ("ALLOW" or "DENY" or "AUDIT")) throw PolicyField.Refusal($"the simulator does not know what the action '{Action}' decides");
            selector = spec.MapAt("selector") is { } labels ? new LabelSelector(labels) : null;
            rules = [.. spec.MapsAt("rules").Select(rule => new Rule(rule, Action == "DENY"))];
        }
        catch (ManifestException fault)
        {
            throw new ManifestException(fault.Code, $"AuthorizationPolicy {space}/{policy.Name}: {fault.Message}.");
        }
    }

    public string Name { get; }

    /// <summary>ALLOW, DENY or AUDIT.</summary>
    public string Action { get; }

    /// <param name="root">The mesh's own namespace, whose policies hold everywhere.</param>
    public bool Selects(Pod pod, string root) => (space == pod.Namespace || space == root) && (selector?.Matches(pod.Labels) ?? true);

    public bool Matches(MeshSource from, int port, MeshRequest? request) => rules.Any(rule => rule.Matches(from, port, request));

    private sealed class Rule
    {
        private readonly IReadOnlyList<MapNode> sources;
        private readonly IReadOnlyList<MapNode> operations;
        private readonly bool denies;

        public Rule(MapNode rule, bool denies)
        {
            this.denies = denies;
            rule.RefuseOthers("A rule", "from", "to");
            sources = [.. rule.MapsAt("from").Select(entry => entry.MapAt("source") ?? throw PolicyField.Refusal("an entry of `from` has no `source`"))];
            operations = [.. rule.MapsAt("to").Select(entry => entry.MapAt("operation") ?? throw PolicyField.Refusal("an entry of `to` has no `operation`"))];
            foreach (var source in sources) source.RefuseOthers("A source", "principals", "notPrincipals", "namespaces", "notNamespaces", "ipBlocks", "notIpBlocks");
            foreach (var operation in operations) operation.RefuseOthers("An operation", "ports", "notPorts", "methods", "notMethods", "paths", "notPaths");
        }

        // Without `from` everybody, without `to` everything.
        public bool Matches(MeshSource from, int port, MeshRequest? request) =>
            (sources.Count == 0 || sources.Any(source => Holds(source, from))) && (operations.Count == 0 || operations.Any(operation => Holds(operation, port, request)));

        private static bool Holds(MapNode source, MeshSource from) =>
            Among(source, "principals", "notPrincipals", pattern => MeshText.Matches(pattern, from.Principal))
            && Among(source, "namespaces", "notNamespaces", pattern => MeshText.Matches(pattern, from.Namespace))
            && Among(source, "ipBlocks", "notIpBlocks", block => from.Address is { } address && AddressRange.ParseOrSingle(block).Contains(address));

        private bool Holds(MapNode operation, int port, MeshRequest? request)
        {
            if (!Among(operation, "ports", "notPorts", pattern => MeshText.Matches(pattern, port.ToString(CultureInfo.InvariantCulture)))) return false;
            // What is not HTTP has no method or path: it is never allowed by them, and always denied.
            if (request is null) return denies || operation.All(field => field.Key is "ports" or "notPorts");
            return Among(operation, "methods", "notMethods", pattern => MeshText.Matches(pattern, request.Method))
                && Among(operation, "paths", "notPaths", pattern => MeshText.Matches(pattern, request.Path));
        }

        private static bool Among(MapNode map, string some, string none, Func<string, bool> matches) =>
            (map.TextsAt(some) is not { Count: > 0 } wanted || wanted.Any(matches)) && !map.TextsAt(none).Any(matches);
    }
}

/// <summary>What a proxy knows of who connects; principal and namespace only of one that showed a certificate of the mesh.</summary>
internal sealed record MeshSource(string? Principal, string? Namespace, IPAddress? Address);
