using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Exposure;
using Gaia.Manifests.Objects.Operation;
using Gaia.Manifests.Objects.Pods;
using Gaia.Manifests.Objects.Scaling;
using Gaia.Manifests.Objects.Secrets;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects;

/// <summary>What a model asks for and no objects can do. All of it, so that one look is enough.</summary>
internal static class ModelFaults
{
    public static IReadOnlyList<ManifestFault> Of(AppModel model) =>
    [
        .. OfTelemetry(model),
        .. model.Workloads.SelectMany(workload => OfWorkload(model, workload)),
        .. OfRuns(model),
        .. OfJobs(model),
        .. SecretPlaces.Faults(model),
        .. DaprComponents.Faults(model),
    ];

    private static IEnumerable<ManifestFault> OfTelemetry(AppModel model)
    {
        var telemetry = model.Settings.Telemetry;
        if (telemetry is { Collector: false, Dashboard: true } or { Collector: false, Endpoint: not null })
            yield return new("telemetry.collector", "telemetry.dashboard and telemetry.endpoint get what the collector receives. Set telemetry.collector to true.");
        foreach (var same in telemetry.SecretHeaders.Keys.Order(StringComparer.Ordinal).GroupBy(CollectorConfiguration.VariableOf, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return new("telemetry.header", $"telemetry.secretHeaders {string.Join(" and ", same)} are one header of HTTP, whose capitals do not count. Remove one of them.");
        foreach (var workload in model.Workloads.Where(workload => telemetry.Collector && (workload.Name is TelemetryPods.Collector or TelemetryPods.Dashboard)))
            yield return new("name.clash", $"Resource '{workload.Resource}' has the name {workload.Name}, which telemetry uses. Rename it.");
    }

    // A job has no Service, and before it has run nobody that connects to it is there.
    private static IEnumerable<ManifestFault> OfJobs(AppModel model) =>
        from reference in model.References.DistinctBy(reference => (reference.From, reference.To))
        from job in model.Workloads.Where(workload => workload.Name == reference.To && workload.Kind == WorkloadKind.Job)
        select new ManifestFault("job.reference", $"'{model.Workloads.FirstOrDefault(workload => workload.Name == reference.From)?.Resource ?? reference.From}' connects to '{job.Resource}', which is a job and answers nobody. " +
            $"Set resources.{job.Resource}.kind to deployment, or remove the reference in the AppHost.");

    // What leads to a workload from outside leads to bindings that are marked external.
    private static IEnumerable<ManifestFault> OfExposure(Workload workload)
    {
        var (settings, name) = (workload.Settings, workload.Resource);
        foreach (var key in new[] { settings.Hosts.Count > 0 ? "hosts" : null, settings.Paths is not ["/"] ? "paths" : null }.OfType<string>())
            if (Ingresses.Port(workload) is null)
                yield return new("exposure.binding", $"resources.{name}.{key} lead to an external http binding, and '{name}' has none. Mark one in the AppHost (WithExternalHttpEndpoints()), or remove {key}.");
        if (settings.ServiceType is { } type && Services.External(workload).Count == 0)
            yield return new("exposure.binding", $"resources.{name}.serviceType: {type} opens an external binding that is not http, and '{name}' has none. Mark one in the AppHost, or remove serviceType{(Ingresses.Port(workload) is null ? "" : $"; resources.{name}.hosts lead to its http")}.");
    }

    private static IEnumerable<ManifestFault> OfRuns(AppModel model)
    {
        var workers = model.Workloads.Where(workload => workload.Runs is not null).ToList();
        foreach (var shared in workers.GroupBy(worker => worker.Runs!.Namespace, StringComparer.Ordinal).Where(shared => shared.Count() > 1))
            yield return new("runs.shared", $"Resources {string.Join(" and ", shared.Select(worker => $"'{worker.Resource}'"))} both have their runs in the namespace {shared.Key}, whose objects are one worker's. Set resources.{shared.Last().Resource}.runPods.namespace to another.");
        foreach (var worker in workers.Where(worker => model.Settings.IsMeshed && worker.Runs!.Api is not null))
            yield return new("runs.mesh", $"Pods of the runs of '{worker.Resource}' are outside of the mesh, whose strict mTLS refuses them. Set resources.{worker.Resource}.environment.Gaia__Url to the API's address outside of the cluster.");
    }

    private static IEnumerable<ManifestFault> OfWorkload(AppModel model, Workload workload)
    {
        var (settings, name) = (workload.Settings, workload.Resource);
        if ((settings.User ?? workload.Facts.User) == 0)
            yield return new("pod.root", $"Resource '{name}' would run as root, which Pod Security \"restricted\" refuses. Set resources.{name}.user to a number that its image can run as.");
        if (Replicas.IsOneOnly(model, workload) && (settings.Replicas > 1 || settings.Scaling is not null))
            yield return new("replicas.single", $"Resource '{name}' keeps its data in one process: more replicas would each have data of their own, or wait for one another's volume. Remove resources.{name}.replicas and scaling, or set resources.{name}.external.");
        if (settings.Scaling is { } scaling)
            foreach (var fault in OfScaling(model, workload, scaling))
                yield return fault;
        foreach (var fault in OfExposure(workload)) yield return fault;
        if (Probes.Fault(workload) is { } probe)
            yield return new("probe.port", probe);
        if (settings.Metrics is { } metrics && ServiceMonitors.Port(workload, metrics) is null)
            yield return new("metrics.port", $"resources.{name}.metrics.port names port '{metrics.Port}', which the resource does not have.");
        if (model.Settings.Exposure is { Kind: ExposureKind.Gateway } exposure && settings.Hosts.Count > 0 && exposure.Gateway?.Split('/') is not [not "", not ""])
            yield return new("exposure.gateway", $"Resource '{name}' has hosts, and no Gateway is named. Set exposure.gateway to NAMESPACE/NAME.");
    }

    private static IEnumerable<ManifestFault> OfScaling(AppModel model, Workload workload, ScalingSettings scaling)
    {
        var place = $"resources.{workload.Resource}.scaling";
        if (workload.Kind == WorkloadKind.Job)
            yield return new("scaling.job", $"Resource '{workload.Resource}' is a job, which runs once. Remove {place}.");
        if (scaling.Min < 0 || scaling.Max < Math.Max(1, scaling.Min) || (scaling.Min == 0 && scaling.Queue is null))
            yield return new("scaling.range", $"{place} goes from {scaling.Min} to {scaling.Max}. The minimum is at least 1 (0 with a queue), and not above the maximum.");
        if (scaling is { Cpu: null, Memory: null, Requests: null, Queue: null })
            yield return new("scaling.metric", $"{place} has nothing to scale by. Set cpu, memory, requests or queue.");
        if (scaling is { Queue: not null, Requests: not null })
            yield return new("scaling.metric", $"{place} has queue and requests, which one scaler cannot read both. Remove one.");
        if (scaling.Queue is { } queue && QueueConnection.Of(model, workload, queue).Fault is { } fault)
            yield return new("scaling.connection", $"{place}.queue.connection: {fault}");
    }
}
