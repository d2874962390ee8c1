using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>One entry of `ports`: a number, a range up to `endPort`, or the name that the answering pod's container gave its port.</summary>
internal sealed class PolicyPort
{
    private readonly string protocol;
    private readonly string? name;
    private readonly int? first;
    private readonly int? last;

    public PolicyPort(MapNode port)
    {
        port.RefuseOthers("A port", "protocol", "port", "endPort");
        protocol = port.TextAt("protocol") ?? "TCP";
        name = (port["port"] as StringNode)?.Value;
        first = name is null ? port.NumberAt("port") : null;
        last = port.NumberAt("endPort");
        if (last is not null && (first is null || last < first)) throw PolicyField.Refusal("`endPort` needs a number in `port` that is not above it");
    }

    /// <param name="to">Whoever answers, in either direction.</param>
    public bool Matches(Endpoint to, int port, string asked)
    {
        if (protocol != asked) return false;
        if (name is not null) return to.Ports.Any(one => one.Name == name && one.Number == port && one.Protocol == asked);
        return first is null || (port >= first && port <= (last ?? first));
    }
}
