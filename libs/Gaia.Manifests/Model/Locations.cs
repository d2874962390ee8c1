using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Where each resource is: in the cluster, or elsewhere as the settings say.</summary>
internal sealed class Locations(EnvironmentSettings settings, FaultList faults)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, BindingAddress>> workloads = new(StringComparer.OrdinalIgnoreCase);

    public void Add(ProgramResource program, IReadOnlyDictionary<string, BindingAddress> endpoints) => workloads[program.Name] = endpoints;

    public bool IsWorkload(string resource) => workloads.ContainsKey(resource);

    public IReadOnlyDictionary<string, BindingAddress> EndpointsOf(ProgramResource program) => workloads[program.Name];

    public BindingAddress? Find(string resource, string binding) => workloads.TryGetValue(resource, out var endpoints) ? endpoints.GetValueOrDefault(binding) : null;

    /// <summary>`host`, `url` and the like of a binding; null after a fault.</summary>
    public Resolved? Property(AspireResource resource, string binding, string property, string placeholder, SourceMark mark)
    {
        if (property is not ("url" or "host" or "ipv4Host" or "hostAndPort" or "port" or "targetPort" or "scheme" or "protocol" or "transport" or "tlsEnabled"))
            return Fault("expression.unknown", $"{placeholder} is not known: a binding has url, host, port, targetPort, scheme, protocol, transport, tlsEnabled.", mark);
        if (workloads.TryGetValue(resource.Name, out var endpoints))
            return endpoints.TryGetValue(binding, out var endpoint) ? Text(endpoint, property, new Use(resource.Name, binding)) : Unknown(resource, binding, placeholder, mark);
        return Elsewhere(resource, binding, property, placeholder, mark);
    }

    private Resolved? Unknown(AspireResource resource, string binding, string placeholder, SourceMark mark) =>
        // One without a port is told where its ports are decided.
        resource is ProgramResource program && program.Bindings.Any(other => string.Equals(other.Name, binding, StringComparison.OrdinalIgnoreCase))
            ? null : Fault("expression.unknown", $"{placeholder}: {resource.Name} has no binding {binding}.", mark);

    private Resolved? Elsewhere(AspireResource resource, string binding, string property, string placeholder, SourceMark mark)
    {
        var bindings = resource switch { ProgramResource program => program.Bindings, ForeignResource foreign => foreign.Bindings, _ => [] };
        var known = bindings.FirstOrDefault(other => string.Equals(other.Name, binding, StringComparison.OrdinalIgnoreCase));
        if (known is null && bindings.Count > 0) return Unknown(resource, binding, placeholder, mark);
        var external = settings.Of(resource.Name).External;
        var port = external?.Port ?? known?.Port ?? known?.TargetPort;
        if (NeedsHost(property) && external?.Host is null)
            Missing(resource, placeholder, "host: HOST", mark);
        if (property is "url" or "port" or "targetPort" or "hostAndPort" && port is null)
            Missing(resource, placeholder, "port: PORT", mark);
        var endpoint = new BindingAddress(known?.Scheme ?? "tcp", external?.Host ?? "", port ?? 0, port ?? 0, known?.Protocol ?? "tcp", known?.Transport ?? "tcp");
        return Text(endpoint, property, new Use(resource.Name, binding));
    }

    private void Missing(AspireResource resource, string placeholder, string line, SourceMark mark) => Fault(
        "value.missing", $"{placeholder}: {resource.Name} is not in the cluster. In the settings, say where it is: `resources.{resource.Name}.external.{line}`.", mark, "resources", resource.Name, "external");

    private Resolved? Fault(string code, string message, SourceMark mark, params ReadOnlySpan<string> lacks)
    {
        faults.Add(code, message, mark, lacks);
        return null;
    }

    private static bool NeedsHost(string property) => property is "url" or "host" or "ipv4Host" or "hostAndPort";

    private static Resolved Text(BindingAddress endpoint, string property, Use use) => property switch
    {
        "url" => Resolved.Of($"{endpoint.Scheme}://{endpoint.Host}:{endpoint.Port}", use),
        "host" or "ipv4Host" => Resolved.Of(endpoint.Host, use),
        "hostAndPort" => Resolved.Of($"{endpoint.Host}:{endpoint.Port}", use),
        "port" => Resolved.Of($"{endpoint.Port}"),
        "targetPort" => Resolved.Of($"{endpoint.TargetPort}"),
        "scheme" => Resolved.Of(endpoint.Scheme),
        "protocol" => Resolved.Of(endpoint.Protocol),
        "transport" => Resolved.Of(endpoint.Transport),
        _ => Resolved.Of(endpoint.IsTls ? "True" : "False"),
    };
}
