using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>What the manifest and the settings ask of a cluster and one machine does not give. Lost is what something does not work without.</summary>
internal static class ComposeLosses
{
    public static IReadOnlyList<NotPublished> Of(AppModel model) =>
    [
        .. OfSettings(model.Settings),
        .. model.Workloads.SelectMany(workload => OfWorkload(model, workload)),
        .. model.DaprComponents.Select(component => new NotPublished(component.Name, "dapr.component.v0", $"Its {component.ComponentType} is Dapr's, which runs in a cluster alone: nothing on one machine gives it", IsLoss: true)),
        .. new ComposePorts(model).Notes,
    ];

    private static IEnumerable<NotPublished> OfSettings(EnvironmentSettings settings)
    {
        if (settings.IsMeshed) yield return new("mesh", "settings", "One machine has no mesh: its services speak to each other without TLS, each on networks that only those connected to it have", IsLoss: false);
        if (settings.Velero is not null) yield return new("velero", "settings", "Volumes are backed up in a cluster alone: on one machine that is for who runs it", IsLoss: true);
        if (settings.Monitoring is { ServiceMonitors: true } or { Rules: true }) yield return new("monitoring", "settings", "ServiceMonitors and rules are for a Prometheus operator: on one machine nobody reads metrics or tells of trouble", IsLoss: false);
        foreach (var name in settings.ImagePullSecrets) yield return new($"imagePullSecrets.{name}", "settings", "It is a Secret of a cluster: log the machine's engine in to the registry (docker login)", IsLoss: false);
    }

    private static IEnumerable<NotPublished> OfWorkload(AppModel model, Workload workload)
    {
        var settings = workload.Settings;
        if (workload.Dapr is { } sidecar) yield return new(workload.Resource, "dapr.v0", $"It has no sidecar {sidecar.AppId}: Dapr's injector is in a cluster alone, and what it asks Dapr for has no answer", IsLoss: true);
        if (settings.Scaling is not null || settings.Replicas > 1)
            yield return Note("replicas", $"One machine runs it once: {(settings.Scaling is null ? "replicas" : "scaling")} of the settings has no effect there");
        if (settings.Hosts.Count > 0) yield return Note("hosts", "The machine's address answers on loopback: a proxy before it has to have the names and their certificates");
        if (settings.MountsToken) yield return Lost("mountsToken", "One machine has no API server that it could ask");
        if (settings.AccountAnnotations.Count > 0 || settings.Account is not null)
            yield return Lost(settings.Account is null ? "accountAnnotations" : "account", "One machine has no ServiceAccount: what it may do in a cloud by that, it may not there");
        if (settings.Egress.Any(egress => egress.Namespace is not null)) yield return Lost("egress", "One machine has no namespaces that it could connect to");
        if (settings.Egress.Any(egress => egress.Cidr is not (null or "0.0.0.0/0" or "::/0") || egress.Except.Count > 0 || egress.Ports.Count > 0))
            yield return Note("egress", "Compose closes no blocks or ports: who may connect outside of the machine at all may connect anywhere");
        if (settings.Probes is { Command: null } probes && (probes.Ready ?? probes.Live ?? probes.Startup) is not null && workload.Facts.Probe is null)
            yield return Note("probes", "Compose asks no paths: set probes.command to a command of its image to have it asked");
        foreach (var external in model.Externals.Where(external => IsOfCluster(external.Host) && model.References.Any(reference => reference.From == workload.Name && reference.To == external.Name)))
            yield return Lost($"-> {external.Name}", $"{external.Host} is a Service of a cluster, which one machine does not reach");

        NotPublished Note(string part, string reason) => new($"{workload.Resource}.{part}", "settings", reason, IsLoss: false);

        NotPublished Lost(string part, string reason) => new(part.StartsWith('-') ? $"{workload.Resource} {part}" : $"{workload.Resource}.{part}", "settings", reason, IsLoss: true);
    }

    private static bool IsOfCluster(string host) => host.Split('.') is [_, _, "svc", ..];
}
