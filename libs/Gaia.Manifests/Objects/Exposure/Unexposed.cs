using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Exposure;

/// <summary>What is marked external and is reached from inside only.</summary>
internal static class Unexposed
{
    public static IReadOnlyList<NotPublished> Of(AppModel model) =>
    [
        .. from workload in model.Workloads
           from port in workload.Ports
           where port.IsExternal && Reason(model, workload, port) is not null
           // What is neither http nor behind a proxy is open to nobody at all.
           let isLoss = workload is { Kind: not WorkloadKind.Job, Settings.ServiceType: null } && !port.IsHttp && port.AppProtocol != "https"
           select new NotPublished($"{workload.Resource}.bindings.{port.Name}", port.AppProtocol, Reason(model, workload, port)!, isLoss),
    ];

    private static string? Reason(AppModel model, Workload workload, WorkloadPort port)
    {
        var settings = workload.Settings;
        if (workload.Kind == WorkloadKind.Job) return $"It is a job, which runs to its end and answers nobody: resources.{workload.Resource}.kind: deployment makes it run on";
        if (!port.IsHttp) return settings.ServiceType is null ? $"It is reached inside of the cluster only. Set resources.{workload.Resource}.serviceType to LoadBalancer or NodePort" : null;
        if (model.Settings.Exposure.Kind == ExposureKind.None) return "Nothing is exposed: exposure.kind is none";
        if (settings.Hosts.Count == 0) return $"It has no host, so that nothing outside leads to it. Set resources.{workload.Resource}.hosts";
        return Ingresses.Port(workload) == port ? null : $"The hosts of '{workload.Resource}' lead to its port {Ingresses.Port(workload)!.Name}";
    }
}
