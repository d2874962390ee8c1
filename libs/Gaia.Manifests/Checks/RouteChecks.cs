using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Ingresses and HTTPRoutes lead to Services, and have certificates.</summary>
internal static class RouteChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) =>
        inventory.OfKind("Ingress").SelectMany(ingress => OfIngress(inventory, ingress)).Concat(inventory.OfKind("HTTPRoute").SelectMany(route => OfRoute(inventory, route)))
            .Concat(Twice(inventory.OfKind("Ingress"), Places)).Concat(Twice(inventory.OfKind("HTTPRoute"), Matches));

    // Which of the two answers, the controller decides.
    private static IEnumerable<Finding> Twice(IEnumerable<KubernetesObject> routes, Func<KubernetesObject, IEnumerable<(string Host, string Path)>> places) =>
        from same in routes.SelectMany(route => places(route).Distinct().Select(place => (Route: route, place.Host, place.Path))).GroupBy(one => (one.Host, one.Path))
        where same.Count() > 1
        select new Finding("route.unique", same.Last().Route.Title(), null, $"{same.Key.Host}{same.Key.Path} leads to it and to {string.Join(", ", same.SkipLast(1).Select(one => one.Route.Title()))}. Set other hosts or paths for one of them.");

    private static IEnumerable<(string Host, string Path)> Places(KubernetesObject ingress) =>
        from rule in ingress.Content.ItemsAt("spec", "rules")
        from path in rule.ItemsAt("http", "paths")
        select (rule.TextAt("host") ?? "*", Bare(path.TextAt("path")));

    private static IEnumerable<(string Host, string Path)> Matches(KubernetesObject route) =>
        from host in route.Content.ItemsAt("spec", "hostnames").Select(host => host.ToString() ?? "").DefaultIfEmpty("*")
        from match in route.Content.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("matches"))
        // By headers or methods they are told apart.
        where match is MapNode { Count: 1 }
        select (host, Bare(match.TextAt("path", "value")));

    private static string Bare(string? path) => path is { Length: > 1 } ? path.TrimEnd('/') : path ?? "/";

    private static IEnumerable<Finding> OfIngress(Inventory inventory, KubernetesObject ingress)
    {
        foreach (var backend in ingress.Content.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("http", "paths")).Select(path => path.At("backend", "service")))
            foreach (var finding in Leads(inventory, ingress, backend.TextAt("name"), backend.At("port", "name") ?? backend.At("port", "number")))
                yield return finding;
        var issued = ingress.Content.At("metadata", "annotations", "cert-manager.io/cluster-issuer") is not null;
        foreach (var secret in ingress.Content.ItemsAt("spec", "tls").Select(tls => tls.TextAt("secretName")))
            if (!issued && !inventory.Has(ingress.Namespace, "Secret", secret))
                yield return new("reference.secret", ingress.Title(), null, $"Its certificate is in Secret {secret}, which nobody makes.");
        var secured = ingress.Content.ItemsAt("spec", "tls").SelectMany(tls => tls.ItemsAt("hosts")).ToList();
        foreach (var host in ingress.Content.ItemsAt("spec", "rules").Select(rule => rule.At("host")).Where(host => host is null || !secured.Contains(host)))
            yield return new("route.tls", ingress.Title(), null, $"Host {host} has no TLS.");
    }

    private static IEnumerable<Finding> OfRoute(Inventory inventory, KubernetesObject route)
    {
        foreach (var backend in route.Content.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("backendRefs")))
            foreach (var finding in Leads(inventory, route, backend.TextAt("name"), backend.At("port")))
                yield return finding;
    }

    private static IEnumerable<Finding> Leads(Inventory inventory, KubernetesObject route, string? service, Node? port)
    {
        if (inventory.Find(route.Namespace, "Service", service) is not { } found)
            yield return new("reference.service", route.Title(), null, $"It leads to Service {service}, which is not there.");
        else if (!found.Content.ItemsAt("spec", "ports").Any(own => (port is IntNode ? own.At("port") : own.At("name"))?.Equals(port) == true))
            yield return new("port.missing", route.Title(), null, $"It leads to port {port} of Service {service}, which has no such port.");
    }
}
