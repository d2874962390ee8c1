using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>What an object says of its pods.</summary>
internal sealed record PodSpec(KubernetesObject Object, Node? Metadata, MapNode Spec)
{
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];

    public IEnumerable<Container> Containers => ContainerLists.SelectMany(list => Spec.ItemsAt(list).OfType<MapNode>().Select(spec => new Container(this, spec, list == "containers")));

    public MapNode Labels => Metadata.MapAt("labels");

    public static IEnumerable<PodSpec> In(IEnumerable<KubernetesObject> objects) =>
        from item in objects
        let template = Template(item)
        where template?["spec"] is MapNode
        select new PodSpec(item, template["metadata"], template.MapAt("spec"));

    public Finding Broken(string rule, string message) => new(rule, Object.Title(), null, message);

    private static MapNode? Template(KubernetesObject item) => item.Kind switch
    {
        "Pod" => item.Content,
        "CronJob" => item.Content.At("spec", "jobTemplate", "spec", "template") as MapNode,
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => item.Content.At("spec", "template") as MapNode,
        _ => null,
    };
}

/// <param name="IsMain">Neither an init container nor one for debugging.</param>
internal sealed record Container(PodSpec Pod, MapNode Spec, bool IsMain)
{
    public string Name => Spec.TextAt("name") ?? "?";

    public MapNode Security => Spec.MapAt("securityContext");

    public IEnumerable<(MapNode Handler, string Place)> Handlers
    {
        get
        {
            foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
                if (Spec[probe] is MapNode asked) yield return (asked, probe);
            foreach (var hook in new[] { "postStart", "preStop" })
                if (Spec.At("lifecycle", hook) is MapNode asked) yield return (asked, $"lifecycle.{hook}");
        }
    }

    public Finding Broken(string rule, string message) => new(rule, Pod.Object.Title(), Name, message);
}
