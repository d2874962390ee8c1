using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Services reach pods, and what reads metrics reaches Services.</summary>
internal static class ServiceChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) =>
    [
        .. inventory.OfKind("Service").SelectMany(service => OfService(inventory, service)),
        .. from set in inventory.OfKind("StatefulSet")
           where inventory.Find(set.Namespace, "Service", set.Content.TextAt("spec", "serviceName")) is null
           select new Finding("reference.service", set.Title(), null, $"Its serviceName is {set.Content.TextAt("spec", "serviceName")}, and there is no such Service."),
        .. inventory.OfKind("ServiceMonitor").SelectMany(monitor => OfMonitor(inventory, monitor)),
    ];

    private static IEnumerable<Finding> OfService(Inventory inventory, KubernetesObject service)
    {
        var pods = inventory.Selected(service.Namespace, service.Content.MapAt("spec", "selector")).ToList();
        if (pods.Count == 0) yield return new("selector.pods", service.Title(), null, "Its selector fits no pods.");
        foreach (var port in service.Content.ItemsAt("spec", "ports"))
            foreach (var pod in pods.Where(pod => !Listens(pod, port.At("targetPort") ?? port.At("port"), port.TextAt("protocol") ?? "TCP")))
                yield return new("port.missing", service.Title(), null, $"Its port {port.TextAt("name")} leads to port {port.TextAt("targetPort")}, which {pod.Object.Title()} does not have.");
        foreach (var same in service.Content.ItemsAt("spec", "ports").GroupBy(port => (port.NumberAt("port"), port.TextAt("protocol") ?? "TCP")).Where(same => same.Count() > 1))
            yield return new("port.unique", service.Title(), null, $"It has port {same.Key.Item1}/{same.Key.Item2} twice.");
    }

    private static IEnumerable<Finding> OfMonitor(Inventory inventory, KubernetesObject monitor)
    {
        var services = inventory.OfKind("Service").Where(service => service.Namespace == monitor.Namespace && monitor.Content.MapAt("spec", "selector", "matchLabels").Fits(service.Content.MapAt("metadata", "labels"))).ToList();
        if (services.Count != 1) yield return new("selector.service", monitor.Title(), null, $"Its selector fits {services.Count} Services. It has to fit one.");
        foreach (var port in monitor.Content.ItemsAt("spec", "endpoints").Select(endpoint => endpoint.TextAt("port")))
            if (services.Any(service => service.Content.ItemsAt("spec", "ports").All(own => own.TextAt("name") != port)))
                yield return new("port.missing", monitor.Title(), null, $"It reads port {port}, which the Service does not have.");
    }

    private static bool Listens(PodSpec pod, Node? port, string protocol) => pod.Containers.SelectMany(container => container.Spec.ItemsAt("ports")).Any(own =>
        (own.TextAt("protocol") ?? "TCP") == protocol && (port is IntNode ? own.At("containerPort") : own.At("name"))?.Equals(port) == true);
}
