using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Whether objects fit together: what one names, another is.</summary>
public static class ObjectChecks
{
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
