using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Whether objects fit together: what one names, another is.</summary>
public static class ObjectChecks
{
    // A cluster refuses the object, or one takes another's place. Others are about what an object needs besides.
    private static readonly HashSet<string> Refused = new(
        ["name.unique", "name.file", "name.form", "name.content", "name.namespace", "label.key", "label.value", "annotation.key", "annotation.value", "container.unique",
            "volume.unique", "volume.missing", "mount.unique", "mount.path", "image.form", "env.unique", "port.unique", "port.name", "route.unique"], StringComparer.Ordinal);

    /// <summary>What no cluster takes as it is.</summary>
    internal static IReadOnlyList<Finding> Invalid(IReadOnlyList<KubernetesObject> objects)
    {
        var inventory = new Inventory(objects, new HashSet<string>());
        return [.. NameChecks.Of(inventory).Concat(LabelChecks.Of(inventory)).Concat(PodChecks.Of(inventory)).Concat(ServiceChecks.Of(inventory)).Concat(RouteChecks.Of(inventory)).Where(finding => Refused.Contains(finding.Rule))];
    }

    /// <param name="elsewhere">What is there without being among the objects: `Secret/registry`.</param>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<KubernetesObject> objects, IReadOnlySet<string>? elsewhere = null)
    {
        var inventory = new Inventory(objects, elsewhere ?? new HashSet<string>());
        return
        [
            .. NameChecks.Of(inventory),
            .. LabelChecks.Of(inventory),
            .. PodChecks.Of(inventory),
            .. PodReferenceChecks.Of(inventory),
            .. ServiceChecks.Of(inventory),
            .. RouteChecks.Of(inventory),
            .. ScalerChecks.Of(inventory),
            .. RunChecks.Of(inventory),
        ];
    }
}
