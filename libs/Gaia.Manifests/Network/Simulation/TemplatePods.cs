using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>A pod of each Deployment, StatefulSet, DaemonSet and Job, as its template makes it.</summary>
public static class TemplatePods
{
    /// <summary>Names are the label `app.kubernetes.io/name`, or the object's.</summary>
    public static IReadOnlyList<Endpoint> Of(IReadOnlyList<KubernetesObject> objects)
    {
        var meshed = objects.Where(one => one.Kind == "Namespace" && Labels(one.Content).GetValueOrDefault("istio-injection") == "enabled").Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return [.. objects.Where(one => one.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Job")
            .Select(one => Pod(one, one.Content.MapAt("spec")?.MapAt("template") ?? MapNode.Empty, meshed))];
    }

    private static Pod Pod(KubernetesObject owner, MapNode template, HashSet<string> meshed)
    {
        var labels = Labels(template);
        var spec = template.MapAt("spec") ?? MapNode.Empty;
        var space = owner.Namespace ?? "default";
        return new Pod(labels.GetValueOrDefault("app.kubernetes.io/name") ?? owner.Name, space, labels)
        {
            Account = spec.TextAt("serviceAccountName") ?? "default",
            IsMeshed = meshed.Contains(space) && labels.GetValueOrDefault("sidecar.istio.io/inject") != "false",
            Ports = [.. spec.MapsAt("containers").Concat(spec.MapsAt("initContainers")).SelectMany(container => container.MapsAt("ports"))
                .Select(port => new EndpointPort(port.TextAt("name"), port.NumberAt("containerPort") ?? 0, port.TextAt("protocol") ?? "TCP"))],
        };
    }

    private static Dictionary<string, string> Labels(MapNode holder) =>
        (holder.MapAt("metadata")?.MapAt("labels") ?? MapNode.Empty).ToDictionary(label => label.Key, label => label.Value.ToString()!, StringComparer.Ordinal);
}
