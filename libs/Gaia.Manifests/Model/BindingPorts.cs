using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Model;

/// <summary>Decides on which ports a workload is reached.</summary>
internal static class BindingPorts
{
    private const int ProjectPort = 8080;

    /// <summary>By the binding's name.</summary>
    public static IReadOnlyDictionary<string, BindingAddress> Endpoints(ProgramResource program, string host, FaultList faults)
    {
        var endpoints = new Dictionary<string, BindingAddress>(StringComparer.OrdinalIgnoreCase);
        foreach (var binding in program.Bindings)
            if (AnsweredBy(program, binding) is { } target)
                endpoints[binding.Name] = new BindingAddress(target.Scheme, host, target.Port ?? Target(target), Target(target), target.Protocol, target.Transport);
            else
                faults.Add("port.missing", $"{program.Name}.bindings.{binding.Name} has no targetPort: in the AppHost, give the endpoint one (targetPort: ...).", binding.Mark, "resources", program.Name, "external");
        return endpoints;
    }

    /// <summary>The Service's ports, ordered by name.</summary>
    public static IReadOnlyList<WorkloadPort> Ports(ProgramResource program, IReadOnlyDictionary<string, BindingAddress> endpoints, FaultList faults, NoteList notes)
    {
        var ports = new List<(WorkloadPort Port, AspireBinding Binding)>();
        foreach (var binding in program.Bindings)
        {
            if (!endpoints.TryGetValue(binding.Name, out var endpoint)) continue;
            if (IsWithoutCertificate(program, binding))
                notes.Add($"{program.Name}.bindings.{binding.Name}", program.Type, $"It has no certificate in the cluster: it is answered at {endpoint.Scheme}://{endpoint.Host}:{endpoint.Port}", isLoss: false);
            var port = new WorkloadPort(ResourceName.Port(binding.Name), endpoint.Port, endpoint.TargetPort, endpoint.Protocol.ToUpperInvariant(), AppProtocol(endpoint), binding.IsExternal);
            var same = ports.FindIndex(other => (other.Port.Port, other.Port.Protocol) == (port.Port, port.Protocol));
            if (same < 0)
                ports.Add((port, binding));
            else if (ports[same].Port.TargetPort != port.TargetPort)
                faults.Add("port.clash", $"{program.Name}.bindings.{ports[same].Binding.Name} and {program.Name}.bindings.{binding.Name} are both port {port.Port} and go to {ports[same].Port.TargetPort} and {port.TargetPort}: give one of them another port.", binding.Mark);
            else
                ports[same] = Merged(ports[same], (port, binding), program);
        }

        return [.. Named(ports).OrderBy(port => port.Name, StringComparer.Ordinal)];
    }

    // http and https of a project are one port: it is called http, and it is external if either is.
    private static (WorkloadPort Port, AspireBinding Binding) Merged((WorkloadPort Port, AspireBinding Binding) one, (WorkloadPort Port, AspireBinding Binding) other, ProgramResource program)
    {
        var kept = IsWithoutCertificate(program, one.Binding) && !IsWithoutCertificate(program, other.Binding) ? other : one;
        return (kept.Port with { IsExternal = one.Port.IsExternal || other.Port.IsExternal }, kept.Binding);
    }

    private static IEnumerable<WorkloadPort> Named(List<(WorkloadPort Port, AspireBinding Binding)> ports)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, _) in ports.OrderBy(port => port.Port.Port))
            yield return names.Add(port.Name) ? port : port with { Name = $"p-{port.Port}-{port.Protocol.ToLowerInvariant()}" };
    }

    private static string AppProtocol(BindingAddress endpoint) => endpoint.Scheme is "http" ? endpoint.Transport is "http2" ? "http2" : "http" : endpoint.Scheme;

    private static int Target(AspireBinding binding) => binding.TargetPort ?? ProjectPort;

    private static bool IsWithoutCertificate(ProgramResource program, AspireBinding binding) => program.Source is ProjectImage && binding is { Scheme: "https", TargetPort: null };

    // Aspire sets HTTP_PORTS for a published project and never HTTPS_PORTS: whatever it listens on speaks plain http.
    private static AspireBinding? AnsweredBy(ProgramResource program, AspireBinding binding)
    {
        if (binding.TargetPort is not null) return binding;
        if (program.Source is not ProjectImage) return binding.Port is { } port ? binding with { TargetPort = port } : null;
        if (!IsWithoutCertificate(program, binding)) return binding;
        return program.Bindings.FirstOrDefault(other => other is { Scheme: "http", TargetPort: null }) ?? program.Bindings.FirstOrDefault(other => other.Scheme == "http")
            ?? binding with { Scheme = "http", Port = null };
    }
}
