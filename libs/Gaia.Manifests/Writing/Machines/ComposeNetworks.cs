using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>
/// Whoever is connected to has a network of its own name, with those that connect to it and no way out. `outside` is for who is reached from
/// outside or connects there.
/// </summary>
internal static class ComposeNetworks
{
    private const string Outside = "outside";

    public static MapNode All(AppModel model)
    {
        var inner = model.References.Select(reference => reference.To).Where(name => IsHere(model, name)).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<KeyValuePair<string, Node>> networks = inner.Select(name => KeyValuePair.Create(name, (Node)Fields.Map(("internal", true))));
        if (model.Workloads.Any(workload => IsOutside(model, workload))) networks = networks.Append(new(Outside, MapNode.Empty));
        return new MapNode([.. networks]);
    }

    public static ListNode? Of(AppModel model, Workload workload)
    {
        var names = model.References.Where(reference => reference.From == workload.Name && IsHere(model, reference.To)).Select(reference => reference.To)
            .Concat(model.References.Where(reference => reference.To == workload.Name).Select(reference => reference.To))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (IsOutside(model, workload)) names.Add(Outside);
        return Fields.List(names).Some();
    }

    private static bool IsOutside(AppModel model, Workload workload) =>
        workload.Ports.Any(port => port.IsExternal) || workload.Settings.Egress.Count > 0
        || model.References.Any(reference => reference.From == workload.Name && !IsHere(model, reference.To));

    private static bool IsHere(AppModel model, string name) => model.Workloads.Any(workload => workload.Name == name);
}
