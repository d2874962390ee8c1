using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Dapr's sidecars and components.</summary>
internal sealed class DaprParts
{
    private readonly Dictionary<string, DaprSidecar> sidecars = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Use>> uses = new(StringComparer.OrdinalIgnoreCase);

    public DaprParts(AspireManifest manifest, EnvironmentSettings settings, Placement placement, Locations locations, Resolver resolver, ExpressionParser expressions, FaultList faults, NoteList notes)
    {
        var beside = manifest.Resources.OfType<DaprSidecarResource>().ToList();
        var components = manifest.Resources.OfType<DaprComponentResource>().ToList();
        foreach (var sidecar in beside)
        {
            if (placement.Workloads.FirstOrDefault(workload => Same(workload.Program.Name, sidecar.Application)).Program is not { } program)
                faults.Add("dapr.application", $"{sidecar.Name} is the sidecar of {sidecar.Application}, which does not run in the cluster.", sidecar.Mark);
            else if (!sidecars.TryAdd(program.Name, new DaprSidecar(sidecar.AppId, sidecar.AppPort ?? HttpPort(program, locations))))
                faults.Add("dapr.application", $"{program.Name} has two sidecars, and {sidecar.Name} is the second.", sidecar.Mark);
            else if (beside.FirstOrDefault(other => other.AppId == sidecar.AppId) is var first && first != sidecar)
                faults.Add("dapr.application", $"{first!.Name} and {sidecar.Name} have the same appId, {sidecar.AppId}, by which Dapr finds an application: in the AppHost, give one of them another.", sidecar.Mark);
            foreach (var missing in sidecar.Components.Where(name => !components.Exists(component => Same(component.Name, name))))
                faults.Add("dapr.component", $"{sidecar.Name} uses component {missing}, which the manifest does not have.", sidecar.Mark);
        }

        var unused = components.Where(component => !beside.Exists(sidecar => sidecar.Components.Any(name => Same(name, component.Name)))).ToList();
        foreach (var component in unused) notes.Add(component.Name, component.Type, "No sidecar uses it, and without one Dapr would give it to every application of the namespace", isLoss: false);
        Components = [.. components.Except(unused).Select(component => Component(component, settings, beside, resolver, expressions, faults)).OrderBy(component => component.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<DaprComponent> Components { get; }

    public DaprSidecar? SidecarOf(ProgramResource program) => sidecars.GetValueOrDefault(program.Name);

    /// <summary>Whom the sidecar connects to for its components.</summary>
    public IReadOnlyList<Use> UsesOf(string resource) => uses.TryGetValue(resource, out var list) ? list : [];

    private DaprComponent Component(
        DaprComponentResource component, EnvironmentSettings settings, List<DaprSidecarResource> beside, Resolver resolver, ExpressionParser expressions, FaultList faults)
    {
        var type = settings.Of(component.Name).DaprType ?? component.ComponentType;
        if (!type.Contains('.', StringComparison.Ordinal))
            faults.Add("value.missing", $"Dapr component {component.Name} is a {type} of no kind: in the settings, set `resources.{component.Name}.daprType: {type}.redis`, or another kind.", component.Mark, "resources", component.Name, "daprType");
        var users = beside.Where(sidecar => sidecar.Components.Any(name => Same(name, component.Name))).ToList();
        var metadata = new List<KeyValuePair<string, Value>>();
        foreach (var (name, node) in component.Metadata)
        {
            var resolved = node is MapNode or ListNode ? Refused(component, name, node, faults) : resolver.Of(expressions.Parse(node is NullNode ? "" : node.ToString()!, node.Mark));
            if (!settings.Of(component.Name).NotSecret.Contains(name) && PlainSecrets.Suspicion(name, resolved.Value) is { } why)
                faults.Add("secret.in-plain", $"{component.Name}.metadata.{name} would stand in its Dapr component for everybody to read, and {why}: make it a secret parameter " +
                    $"(AddParameter(..., secret: true)), or name `{name}` in `resources.{component.Name}.notSecret`.", node.Mark);
            metadata.Add(new(name, resolved.Value));
            foreach (var user in users) (uses.TryGetValue(user.Application, out var list) ? list : uses[user.Application] = []).AddRange(resolved.Uses);
        }

        return new DaprComponent(ResourceName.Of(component.Name), type, metadata, [.. users.Select(user => user.AppId).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static Resolved Refused(DaprComponentResource component, string name, Node node, FaultList faults)
    {
        faults.Add("manifest.shape", $"Metadata {name} of Dapr component {component.Name} is {node.KindWords}, not a text.", node.Mark);
        return Resolved.Empty;
    }

    private static int? HttpPort(ProgramResource program, Locations locations) =>
        program.Bindings.Select(binding => locations.Find(program.Name, binding.Name)).FirstOrDefault(endpoint => endpoint?.Scheme == "http")?.TargetPort;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
