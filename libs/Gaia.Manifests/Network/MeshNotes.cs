using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Network;

/// <summary>What a mesh demands of the cluster that objects of an application cannot bring: for the list of what is not published.</summary>
public static class MeshNotes
{
    public static IReadOnlyList<NotPublished> Of(AppModel model)
    {
        if (!model.Settings.IsMeshed) return [];
        var ways = Connections.Of(model);
        return [.. model.Workloads.Where(workload => workload.Kind == WorkloadKind.Job).Select(Job)
            .Concat(model.Workloads.SelectMany(workload => Incoming(model, workload, [.. ways.Where(way => way.To == new PodsParty(workload.Name) && way.Protocol == "TCP")])))];
    }

    private static NotPublished Job(Workload job) => Note(job, "job",
        "its pod ends only if Istio's sidecar is a native one, which the annotation sidecar.istio.io/nativeSidecar asks for (Kubernetes 1.29, Istio 1.24); "
        + "on an older cluster the Job has to call http://127.0.0.1:15020/quitquitquit at its end, or be left out of the mesh by the label sidecar.istio.io/inject: \"false\" if all it connects to is outside of the mesh");

    private static IEnumerable<NotPublished> Incoming(AppModel model, Workload workload, IReadOnlyList<Connection> incoming)
    {
        var plain = MeshObjects.PlainPorts(incoming);
        foreach (var way in incoming)
        {
            if (MeshObjects.IsMonitoring(way.From) && !plain.Contains(way.Port ?? 0))
                yield return Note(workload, "metrics", $"port {way.PortLabel} answers requests too and stays under strict mutual TLS, so that Prometheus needs a certificate of the mesh (a sidecar with OUTPUT_CERTS); or give metrics a port of their own");
            if (way.From is NamespaceParty { Role: NamespaceRole.Scaling } keda)
                yield return Note(workload, "scaling", $"KEDA in '{keda.Namespace}' asks port {way.PortLabel}, for which it has to be part of the mesh");
            if (way.From is NamespaceParty { Role: NamespaceRole.Entry } entry && !IsIstios(model.Settings.Exposure))
                yield return Note(workload, "ingress", $"requests come from the controller in '{entry.Namespace}', which has to be part of the mesh");
            if (way.From is AnyoneParty or RangeParty)
                yield return Note(workload, "load balancer", $"port {way.PortLabel} is under strict mutual TLS, which clients outside of the mesh do not speak; offer it by a Gateway of Istio instead");
        }
    }

    private static bool IsIstios(ExposureSettings exposure) => exposure.Kind == ExposureKind.Gateway || exposure.Class == "istio";

    private static NotPublished Note(Workload workload, string type, string reason) => new(workload.Resource, type, reason, IsLoss: false);
}
