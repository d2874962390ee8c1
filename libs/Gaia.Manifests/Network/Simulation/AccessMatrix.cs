using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Who may reach whom at which port, as the policies of all objects together decide.</summary>
/// <param name="Entries">Every pair, with every port that the second listens on; ordered.</param>
public sealed record AccessMatrix(IReadOnlyList<Access> Entries)
{
    /// <summary>Of an application's own objects: pods are those of its Deployments, StatefulSets and Jobs.</summary>
    public static AccessMatrix Of(IReadOnlyList<KubernetesObject> objects) => Of(objects, TemplatePods.Of(objects));

    /// <param name="workloads">One pod of each, and whatever else is asked about.</param>
    public static AccessMatrix Of(IReadOnlyList<KubernetesObject> objects, IReadOnlyList<Endpoint> workloads)
    {
        var network = new Reachability(objects);
        var mesh = new MeshReachability(objects);
        return new([..
            from one in workloads
            from to in workloads
            let @from = one == to ? Twin(one) : one
            from port in to.Ports.Select(port => (port.Number, port.Protocol)).Distinct()
            orderby one.Name, to.Name, port.Number, port.Protocol
            select new Access(one.Name, to.Name, port.Number, port.Protocol, Both(network.MayReach(@from, to, port.Number, port.Protocol),
                port.Protocol == "TCP" ? mesh.MayReach(@from, to, port.Number) : null))]);
    }

    public IEnumerable<Access> Allowed => Entries.Where(entry => entry.Verdict.IsAllowed);

    // Another replica of the same workload, which policies do not let through by themselves.
    private static Endpoint Twin(Endpoint one) => one with { Name = one.Name + "-twin" };

    private static Verdict Both(Verdict network, Verdict? mesh) => !network.IsAllowed || mesh is null ? network : mesh with { Reason = $"{network.Reason}; {mesh.Reason}" };
}

public sealed record Access(string From, string To, int Port, string Protocol, Verdict Verdict);
