using System.Net;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>One entry of `from` or `to`: pods by selectors that both have to hold, or a range of addresses.</summary>
internal sealed class PolicyPeer
{
    private readonly string space;
    private readonly LabelSelector? pods;
    private readonly LabelSelector? namespaces;
    private readonly IPNetwork? range;
    private readonly IReadOnlyList<IPNetwork> except = [];

    /// <param name="space">Of the policy: a podSelector alone means pods of it.</param>
    public PolicyPeer(MapNode peer, string space)
    {
        this.space = space;
        peer.RefuseOthers("A peer", "podSelector", "namespaceSelector", "ipBlock");
        pods = peer.MapAt("podSelector") is { } podSelector ? new LabelSelector(podSelector) : null;
        namespaces = peer.MapAt("namespaceSelector") is { } namespaceSelector ? new LabelSelector(namespaceSelector) : null;
        if (peer.MapAt("ipBlock") is { } block)
        {
            if (pods is not null || namespaces is not null) throw PolicyField.Refusal("a peer has both `ipBlock` and a selector");
            range = AddressRange.Parse(block.TextAt("cidr"));
            except = [.. block.TextsAt("except").Select(AddressRange.Parse)];
        }
        else if (pods is null && namespaces is null)
        {
            throw PolicyField.Refusal("a peer names neither pods nor namespaces nor an ipBlock");
        }
    }

    public bool Matches(Endpoint endpoint, NamespaceLabels all) => endpoint switch
    {
        Pod pod when range is null => (namespaces is null ? pod.Namespace == space : namespaces.Matches(all.Of(pod.Namespace))) && (pods?.Matches(pod.Labels) ?? true),
        Pod { Address: { } address } => Holds(address),
        OutsideAddress outside => Holds(outside.Address),
        _ => false,
    };

    private bool Holds(IPAddress address) => range is { } block && block.Contains(address) && !except.Any(hole => hole.Contains(address));
}
