using System.Net;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Something that sends or answers: a pod, or an address outside of the cluster.</summary>
public abstract record Endpoint(string Name)
{
    /// <summary>What it listens on.</summary>
    public IReadOnlyList<EndpointPort> Ports { get; init; } = [];
}

/// <param name="Labels">Of the pod, not of what made it.</param>
public sealed record Pod(string Name, string Namespace, IReadOnlyDictionary<string, string> Labels) : Endpoint(Name)
{
    /// <summary>Null: no ipBlock holds for it.</summary>
    public IPAddress? Address { get; init; }

    public string Account { get; init; } = "default";

    /// <summary>Whether it has a sidecar, and with it a certificate of the mesh.</summary>
    public bool IsMeshed { get; init; }

    public override string ToString() => $"{Namespace}/{Name}";
}

public sealed record OutsideAddress(IPAddress Address) : Endpoint(Address.ToString())
{
    public override string ToString() => Name;
}

/// <param name="Name">Null: it has none.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
public sealed record EndpointPort(string? Name, int Number, string Protocol = "TCP");
