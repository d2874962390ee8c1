using System.Globalization;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Network;

/// <summary>Every way that traffic may take in an application, decided once: NetworkPolicies, Istio's policies and the graph are all made of it.</summary>
internal static class Connections
{
    /// <summary>Dapr's sidecars call each other there.</summary>
    private const int DaprInternal = 50002;

    private static readonly int[] ApiServerPorts = [443, 6443];

    /// <returns>Each once; ordered by names and port.</returns>
    public static IReadOnlyList<Connection> Of(AppModel model) => [.. Referenced(model)
        .Concat(model.Workloads.SelectMany(workload => Outgoing(model, workload)))
        .Concat(model.Workloads.SelectMany(workload => Incoming(model, workload)))
        .Concat(Telemetry(model))
        .Concat(Dapr(model))
        .Distinct()
        .OrderBy(way => way.From.Name, StringComparer.Ordinal).ThenBy(way => way.To.Name, StringComparer.Ordinal)
        .ThenBy(way => way.Port ?? 0).ThenBy(way => way.Protocol, StringComparer.Ordinal).ThenBy(way => way.Path, StringComparer.Ordinal)];

    /// <summary>What pods of a worker's runs may connect to beside DNS and Gaia's API.</summary>
    public static IReadOnlyList<Connection> OfRuns(Workload worker) => [.. Egress(worker, RunsOf(worker.Runs!), worker.Settings.RunPods!.Egress)];

    private static NamespaceParty RunsOf(RunPlace place) => new(place.Namespace, "", NamespaceRole.Other);

    private static IEnumerable<Connection> Referenced(AppModel model)
    {
        var externals = model.Externals.ToDictionary(external => external.Name, StringComparer.Ordinal);
        return model.References.Select(reference => new Connection(
            new PodsParty(reference.From),
            externals.TryGetValue(reference.To, out var external) ? Outside(external.Name, external.Host, external.Cidrs) : new PodsParty(reference.To),
            reference.Port, reference.Protocol));
    }

    private static IEnumerable<Connection> Outgoing(AppModel model, Workload workload)
    {
        var pods = new PodsParty(workload.Name);
        foreach (var way in Egress(workload, pods, workload.Settings.Egress)) yield return way;
        if (workload.Runs is { Api: { } api } place) yield return new(RunsOf(place), new PodsParty(api), place.ApiPort, "TCP");
        if (!workload.Settings.MountsToken) yield break;
        foreach (var port in ApiServerPorts) yield return new(pods, RangeParty.Of("API server", model.Settings.Network.ApiServerCidrs), port, "TCP");
    }

    private static IEnumerable<Connection> Egress(Workload workload, Party from, IReadOnlyList<EgressSettings> all)
    {
        foreach (var egress in all)
        {
            var to = Target(workload, egress);
            if (egress.Ports.Count == 0) foreach (var protocol in new[] { "TCP", "UDP" }) yield return new(from, to, null, protocol);
            foreach (var port in egress.Ports) yield return new(from, to, port, "TCP");
        }
    }

    private static Party Target(Workload workload, EgressSettings egress)
    {
        if (egress.Cidr is { } cidr) return new RangeParty(cidr, cidr, RangeParty.Join(egress.Except));
        if (egress.Namespace is null && egress.Labels.Count == 0)
            throw new ManifestException("settings.egress-without-target",
                $"An egress of '{workload.Resource}' says neither `cidr` nor `namespace` nor `labels`. Write `cidr: 0.0.0.0/0` if it may connect anywhere.");
        return new NamespaceParty(egress.Namespace, NamespaceParty.LabelsOf(egress.Labels), NamespaceRole.Other);
    }

    private static IEnumerable<Connection> Incoming(AppModel model, Workload workload)
    {
        var pods = new PodsParty(workload.Name);
        foreach (var port in workload.Ports.Where(port => port.IsExternal))
            foreach (var from in Entries(model.Settings.Exposure, workload, port))
                yield return new(from, pods, port.TargetPort, port.Protocol);
        if (workload.Settings.Metrics is { } metrics && MetricsPort(workload, metrics) is { } asked)
            yield return new(new NamespaceParty(model.Settings.Monitoring.Namespace, "", NamespaceRole.Monitoring), pods, asked, "TCP") { Path = metrics.Path };
        foreach (var reference in QueueReferences(model, workload))
            yield return new(new NamespaceParty(model.Settings.Network.KedaNamespace, "", NamespaceRole.Scaling), new PodsParty(reference.To), reference.Port, reference.Protocol);
    }

    private static IEnumerable<Party> Entries(ExposureSettings exposure, Workload workload, WorkloadPort port)
    {
        if (workload.Kind == WorkloadKind.Job) return [];
        if (!port.IsHttp) return workload.Settings.ServiceType is null ? [] : [new AnyoneParty()];
        // Hosts lead to one port; without them nothing outside leads to any.
        var isLedTo = workload.Settings.Hosts.Count > 0 && port == workload.Ports.First(one => one is { IsExternal: true, IsHttp: true });
        if (exposure.Kind == ExposureKind.None || !isLedTo) return [];
        var namespaces = EntryNamespaces(exposure).Select(name => (Party)new NamespaceParty(name, "", NamespaceRole.Entry));
        return exposure.FromCidrs.Count == 0 ? namespaces : namespaces.Append(RangeParty.Of("load balancer", exposure.FromCidrs, isEntry: true));
    }

    // A Gateway's pods run in its own namespace; the default of Ingress says nothing about it.
    private static IEnumerable<string> EntryNamespaces(ExposureSettings exposure) =>
        exposure is { Kind: ExposureKind.Gateway, Gateway: { } gateway, FromNamespaces: ["ingress-nginx"] } && gateway.Split('/') is [var space, _]
            ? [space]
            : exposure.FromNamespaces;

    /// <summary>By the port's name; a number stands for itself.</summary>
    private static int? MetricsPort(Workload workload, MetricsSettings metrics) =>
        workload.Ports.FirstOrDefault(port => port.Name == metrics.Port)?.TargetPort
        ?? (int.TryParse(metrics.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>The databases of the connection string that KEDA reads: those whose name stands in it.</summary>
    private static IEnumerable<Reference> QueueReferences(AppModel model, Workload workload)
    {
        if (workload.Settings.Scaling?.Queue is not { } queue) return [];
        var value = workload.Environment.FirstOrDefault(variable => variable.Key == queue.Connection).Value;
        var words = (value?.Parts ?? []).OfType<TextPart>().SelectMany(part => part.Text.Split([' ', ';', '=', '/', '@', ':', ','])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var workloads = model.Workloads.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return model.References.Where(reference => reference.From == workload.Name && words.Contains(reference.To) && workloads.Contains(reference.To));
    }

    private static IEnumerable<Connection> Telemetry(AppModel model)
    {
        var telemetry = model.Settings.Telemetry;
        if (!telemetry.Collector) yield break;
        var collector = new PodsParty(TelemetryPods.Collector);
        foreach (var workload in model.Workloads.Where(workload => workload.Name is not (TelemetryPods.Collector or TelemetryPods.Dashboard)))
            foreach (var port in new[] { TelemetryPods.OtlpGrpc, TelemetryPods.OtlpHttp })
                yield return new(new PodsParty(workload.Name), collector, port, "TCP");
        if (telemetry.Dashboard) yield return new(collector, new PodsParty(TelemetryPods.Dashboard), TelemetryPods.DashboardOtlp, "TCP");
        if (telemetry.Endpoint is { } endpoint && Address(endpoint) is { } address)
            yield return new(collector, Outside("telemetry receiver", address.Host, []), address.Port > 0 ? address.Port : TelemetryPods.OtlpGrpc, "TCP");
    }

    /// <summary>Of `https://otlp.example.org` or `tempo.monitoring.svc:4317`.</summary>
    private static Uri? Address(string endpoint) =>
        Uri.TryCreate(endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : $"grpc://{endpoint}", UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>A Service of another namespace is its pods: not every network lets a range of addresses stand for pods.</summary>
    private static Party Outside(string name, string host, IReadOnlyList<string> cidrs) =>
        cidrs.Count == 0 && host.Split('.') is [_, var space, "svc", ..] ? new NamespaceParty(space, "", NamespaceRole.Other) : RangeParty.Of(name, cidrs);

    private static IEnumerable<Connection> Dapr(AppModel model)
    {
        var beside = model.Workloads.Where(workload => workload.Dapr is not null).ToList();
        foreach (var from in beside)
        {
            yield return new(new PodsParty(from.Name), new NamespaceParty(model.Settings.Network.DaprNamespace, "", NamespaceRole.Other), null, "TCP");
            foreach (var to in beside.Where(to => to != from)) yield return new(new PodsParty(from.Name), new PodsParty(to.Name), DaprInternal, "TCP");
        }
    }
}
