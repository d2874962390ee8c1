using Gaia.Manifests.Model;
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
        .. SecretPlaces.Faults(model),
        .. DaprComponents.Faults(model),
    ];

    private static IEnumerable<ManifestFault> OfTelemetry(AppModel model)
    {
        var telemetry = model.Settings.Telemetry;
        if (telemetry is { Collector: false, Dashboard: true } or { Collector: false, Endpoint: not null })
            yield return new("telemetry.collector", "telemetry.dashboard and telemetry.endpoint get what the collector receives. Set telemetry.collector to true.");
        foreach (var workload in model.Workloads.Where(workload => telemetry.Collector && (workload.Name is TelemetryPods.Collector or TelemetryPods.Dashboard)))
            yield return new("name.clash", $"Resource '{workload.Resource}' has the name {workload.Name}, which telemetry uses. Rename it.");
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
