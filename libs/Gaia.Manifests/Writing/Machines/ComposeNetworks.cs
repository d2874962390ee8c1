using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>
/// Whoever is connected to has a network of its own name, with those that connect to it and no way out. `outside_world` is for who is reached from
/// outside or connects there.
/// </summary>
internal sealed class ComposeNetworks
{
    // No workload is called so: their names have no underscore.
    private const string Outside = "outside_world";

    private readonly SortedDictionary<string, SortedSet<string>> networksOf = new(StringComparer.Ordinal);

    public ComposeNetworks(AppModel model)
    {
        foreach (var way in Connections.Of(model))
            if (way is { From: PodsParty from, To: PodsParty to } && from != to)
            {
                Of(from.Workload).Add(to.Workload);
                Of(to.Workload).Add(to.Workload);
            }
            else if (way is { From: PodsParty leaving, To: RangeParty })
            {
                Of(leaving.Workload).Add(Outside);
            }

        foreach (var workload in model.Workloads.Where(workload => workload.Ports.Any(port => port.IsExternal))) Of(workload.Name).Add(Outside);
    }

    public MapNode All => new([.. networksOf.Values.SelectMany(names => names).Distinct().Order(StringComparer.Ordinal)
        .Select(name => KeyValuePair.Create(name, (Node)(name == Outside ? MapNode.Empty : Fields.Map(("internal", true)))))]);

    /// <summary>Null: it is connected to nobody.</summary>
    public ListNode? Of(Workload workload) => networksOf.TryGetValue(workload.Name, out var names) ? Fields.List(names) : null;

    private SortedSet<string> Of(string workload) =>
        networksOf.TryGetValue(workload, out var names) ? names : networksOf[workload] = new SortedSet<string>(StringComparer.Ordinal);
}
