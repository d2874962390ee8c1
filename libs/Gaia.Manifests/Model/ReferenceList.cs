using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Who connects to whom, from the hosts and URLs that each workload was given.</summary>
internal sealed class ReferenceList(AspireManifest manifest, EnvironmentSettings settings, Locations locations, NoteList notes)
{
    private readonly HashSet<Reference> references = [];

    public IReadOnlyList<Reference> References =>
        [.. references.OrderBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.To, StringComparer.Ordinal).ThenBy(one => one.Port).ThenBy(one => one.Protocol, StringComparer.Ordinal)];

    /// <summary>That somebody connects to.</summary>
    public IReadOnlyList<ExternalService> Externals =>
    [
        .. manifest.Resources.Where(resource => settings.Of(resource.Name).External is not null)
            .Select(resource => (Name: ResourceName.Of(resource.Name), External: settings.Of(resource.Name).External!))
            .Select(place => new ExternalService(place.Name, place.External.Host ?? "", [.. references.Where(one => one.To == place.Name).Select(one => one.Port).Distinct().Order()], place.External.Cidrs))
            .Where(service => service.Ports.Count > 0).OrderBy(service => service.Name, StringComparer.Ordinal),
    ];

    public void Add(Workload from, IEnumerable<Use> uses)
    {
        foreach (var use in uses.Distinct())
        {
            // Its own address is not a connection.
            if (string.Equals(use.Resource, from.Resource, StringComparison.OrdinalIgnoreCase)) continue;
            if (!locations.IsWorkload(use.Resource))
                AddExternal(from, use);
            else if (use.Binding is { } binding && locations.Find(use.Resource, binding) is { } endpoint)
                references.Add(new Reference(from.Name, endpoint.Host, endpoint.TargetPort, endpoint.Protocol.ToUpperInvariant()));
        }
    }

    private void AddExternal(Workload from, Use use)
    {
        var resource = manifest.Find(use.Resource)!;
        IReadOnlyList<AspireBinding> bindings = resource switch { ProgramResource program => program.Bindings, ForeignResource foreign => foreign.Bindings, _ => [] };
        var binding = bindings.FirstOrDefault(other => string.Equals(other.Name, use.Binding, StringComparison.OrdinalIgnoreCase));
        var external = settings.Of(resource.Name).External;
        if (external is not null && (external.Port ?? binding?.Port ?? binding?.TargetPort) is { } port)
            references.Add(new Reference(from.Name, ResourceName.Of(resource.Name), port, (binding?.Protocol ?? "tcp").ToUpperInvariant()));
        else if (settings.Network.Policies && from.Settings.Egress.Count == 0 && settings.Of(resource.Name).Kind != "none")
            notes.Add($"{from.Resource} -> {resource.Name}", resource.Type, $"The network policies do not let {from.Resource} connect to {resource.Name}, as nobody says where that is: set " +
                $"`resources.{resource.Name}.external` (host, port, cidrs) or `resources.{from.Resource}.egress`", isLoss: true);
    }
}
