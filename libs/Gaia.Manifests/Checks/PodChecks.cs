using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Checks;

/// <summary>What stands inside of a pod's template: ports, variables, mounts, probes, its own selector.</summary>
internal static partial class PodChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) =>
        inventory.Pods.SelectMany(pod => OfPod(pod).Concat(pod.Containers.SelectMany(OfContainer)));

    private static IEnumerable<Finding> OfPod(PodSpec pod)
    {
        var selector = pod.Object.Content.MapAt("spec", "selector", "matchLabels");
        if (pod.Object.Kind is "Deployment" or "StatefulSet" or "DaemonSet" && !selector.Fits(pod.Labels))
            yield return pod.Broken("selector.pods", "Its selector does not fit the labels of its own pods.");
        foreach (var name in Twice(pod.Containers.Select(container => container.Name)))
            yield return pod.Broken("container.unique", $"Two containers are named {name}.");
        foreach (var name in Twice(Volumes(pod)))
            yield return pod.Broken("volume.unique", $"Two volumes are named {name}.");
        foreach (var name in Volumes(pod).Concat(pod.Containers.Select(container => container.Name)).Where(name => name.Length > 63 || !LabelPattern().IsMatch(name)))
            yield return pod.Broken("name.form", $"'{name}' has to be at most 63 lower case letters, digits and dashes.");
    }

    private static IEnumerable<Finding> OfContainer(Container container)
    {
        var mounts = container.Spec.ItemsAt("volumeMounts").ToList();
        var ports = container.Spec.ItemsAt("ports").ToList();
        foreach (var mount in mounts.Where(mount => !Volumes(container.Pod).Contains(mount.TextAt("name"))))
            yield return container.Broken("volume.missing", $"It mounts volume {mount.TextAt("name")}, which the pod does not have.");
        foreach (var path in Twice(mounts.Select(mount => mount.TextAt("mountPath") ?? "")))
            yield return container.Broken("mount.unique", $"Two volumes are mounted at {path}.");
        foreach (var path in mounts.Select(mount => mount.TextAt("mountPath") ?? "").Where(path => !MountTargets.IsWhole(path)))
            yield return container.Broken("mount.path", $"It mounts a volume at '{path}', which is not a whole path such as /data, without `.`, `..` and `:`.");
        if (container.Spec.TextAt("image") is { } image && !ImageReference.IsValid(image))
            yield return container.Broken("image.form", $"'{image}' is not an image: one is REGISTRY/NAME:TAG or NAME@sha256:..., the name in lower case.");
        foreach (var name in Twice(container.Spec.ItemsAt("env").Select(variable => variable.TextAt("name") ?? "")))
            yield return container.Broken("env.unique", $"Variable {name} is there twice.");
        foreach (var name in Twice(ports.Select(port => port.TextAt("name") ?? "")))
            yield return container.Broken("port.unique", $"Two ports are named {name}.");
        foreach (var port in ports.Select(port => port.TextAt("name")).OfType<string>().Where(name => !IsPortName(name)))
            yield return container.Broken("port.name", $"'{port}' is not the name of a port: at most 15 lower case letters, digits and dashes, with a letter.");
        foreach (var (handler, place) in container.Handlers)
            foreach (var way in new[] { "httpGet", "tcpSocket" })
                if (handler.At(way) is not null && handler.At(way, "port") is StringNode port && container.Spec.ItemsAt("ports").All(own => own.At("name")?.Equals(port) != true))
                    yield return container.Broken("port.missing", $"{place} asks port {handler.TextAt(way, "port")}, which the container does not have.");
        foreach (var finding in Expansions(container)) yield return finding;
    }

    // $(NAME) stays as it is if no variable before it has that name.
    private static IEnumerable<Finding> Expansions(Container container)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in container.Spec.ItemsAt("env"))
        {
            foreach (var name in Unknown(variable.TextAt("value"), known))
                yield return container.Broken("env.order", $"{variable.TextAt("name")} refers to $({name}), which is not set before it.");
            known.Add(variable.TextAt("name") ?? "");
        }

        foreach (var text in container.Spec.ItemsAt("command").Concat(container.Spec.ItemsAt("args")))
            foreach (var name in Unknown(text.ToString(), known))
                yield return container.Broken("env.order", $"Its command refers to $({name}), which is not set.");
    }

    private static IEnumerable<string> Unknown(string? text, HashSet<string> known) =>
        ReferencePattern().Matches(text ?? "").Select(match => match.Groups["name"]).Where(name => name.Success && !known.Contains(name.Value)).Select(name => name.Value);

    private static IEnumerable<string> Volumes(PodSpec pod) => pod.Spec.ItemsAt("volumes").Select(volume => volume.TextAt("name") ?? "")
        .Concat(pod.Object.Content.ItemsAt("spec", "volumeClaimTemplates").Select(claim => claim.TextAt("metadata", "name") ?? ""));

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key);

    private static bool IsPortName(string name) => name.Length <= 15 && LabelPattern().IsMatch(name) && name.Any(char.IsAsciiLetter) && !name.Contains("--", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    /// <summary>`$$` is a dollar and begins nothing.</summary>
    [GeneratedRegex(@"\$\$|\$\((?<name>[^)]*)\)")]
    private static partial Regex ReferencePattern();
}
