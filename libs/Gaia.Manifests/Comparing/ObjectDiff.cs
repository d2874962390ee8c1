using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>What applying the generated objects would change. Each list is ordered by kind, namespace and name.</summary>
/// <param name="Added">Generated and not there.</param>
/// <param name="Removed">There and generated no more.</param>
public sealed record ObjectDiff(IReadOnlyList<ObjectKey> Added, IReadOnlyList<ChangedObject> Changed, IReadOnlyList<ObjectKey> Removed, IReadOnlyList<ObjectKey> Unchanged)
{
    public bool IsEmpty => Added.Count + Changed.Count + Removed.Count == 0;

    /// <summary>Against written objects, field by field in both directions.</summary>
    public static ObjectDiff OfFolder(IReadOnlyList<KubernetesObject> generated, IReadOnlyList<KubernetesObject> folder) =>
        Of(generated, folder, isLive: false, _ => true);

    /// <summary>
    /// Against a cluster's objects with their managedFields. Compared is what is generated, and what was applied and is generated no more; what the server
    /// and others filled in is not.
    /// </summary>
    public static ObjectDiff OfCluster(IReadOnlyList<KubernetesObject> generated, IReadOnlyList<KubernetesObject> live) =>
        Of(generated, live, isLive: true, OwnedFields.IsApplied);

    private static ObjectDiff Of(
        IReadOnlyList<KubernetesObject> generated, IReadOnlyList<KubernetesObject> there, bool isLive, Func<KubernetesObject, bool> isOurs)
    {
        var found = ByKey(there);
        var made = ByKey(generated);
        var changed = made.Where(one => found.ContainsKey(one.Key))
            .Select(one => new ChangedObject(one.Key, ObjectChanges.Of(found[one.Key], one.Value, isLive))).ToList();
        return new(
            Ordered(made.Keys.Where(key => !found.ContainsKey(key))),
            [.. changed.Where(one => one.Fields.Count > 0).OrderBy(one => one.Key, ByName)],
            Ordered(found.Where(one => !made.ContainsKey(one.Key) && isOurs(one.Value)).Select(one => one.Key)),
            Ordered(changed.Where(one => one.Fields.Count == 0).Select(one => one.Key)));
    }

    private static Dictionary<ObjectKey, KubernetesObject> ByKey(IReadOnlyList<KubernetesObject> objects)
    {
        var byKey = new Dictionary<ObjectKey, KubernetesObject>();
        foreach (var one in objects)
            if (!byKey.TryAdd(ObjectKey.Of(one), one))
                throw new ManifestException("object.twice", $"{ObjectKey.Of(one)} is there twice; compare one environment at a time.", one.Content.Mark);
        return byKey;
    }

    private static IReadOnlyList<ObjectKey> Ordered(IEnumerable<ObjectKey> keys) => [.. keys.Order(ByName)];

    private static readonly Comparer<ObjectKey> ByName = Comparer<ObjectKey>.Create((one, other) =>
        string.CompareOrdinal(one.Kind, other.Kind) is not 0 and var kind ? kind
        : string.CompareOrdinal(one.Namespace, other.Namespace) is not 0 and var space ? space
        : string.CompareOrdinal(one.Name, other.Name) is not 0 and var name ? name
        : string.CompareOrdinal(one.Group, other.Group));
}
