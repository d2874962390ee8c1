using System.Globalization;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>Objects of the same kind and name, of which the second would take the place of the first: names that are derived from others, above all.</summary>
internal static class NameClashes
{
    public static IReadOnlyList<ManifestFault> Of(AppModel model, IReadOnlyList<(string Maker, KubernetesObject Item)> made)
    {
        var names = made.Select(one => (one.Maker, Name: (one.Item.Kind, one.Item.Namespace, one.Item.Name)))
            .Concat(TemplateClaims(model).Select(claim => (claim.Maker, Name: ("PersistentVolumeClaim", (string?)model.Settings.Namespace, claim.Name)))).ToList();
        var clashes = names.GroupBy(one => one.Name).Where(same => same.Count() > 1)
            .Select(same => Fault(same.Select(one => one.Maker), $"{same.Key.Item1} {same.Key.Item3}")).ToList();
        // In another namespace the object is another one, and its file is the same.
        clashes.AddRange(made.GroupBy(one => one.Item.FileName, StringComparer.Ordinal).Where(same => same.Select(one => one.Item.Namespace).Distinct().Count() > 1)
            .Select(same => Fault(same.Select(one => one.Maker), $"file {same.Key}")));
        return clashes;
    }

    private static ManifestFault Fault(IEnumerable<string> makers, string what) =>
        new("name.clash", $"{string.Join(" and ", makers)} would both have the {what}: rename one of them in the AppHost.");

    // The claims that a StatefulSet's pods get by themselves.
    private static IEnumerable<(string Maker, string Name)> TemplateClaims(AppModel model) =>
        from volume in model.Volumes
        where volume.Owner is not null && !volume.Settings.IsTemporary
        from owner in model.Workloads.Where(workload => workload.Name == volume.Owner)
        from at in Enumerable.Range(0, owner.Settings.Scaling?.Max ?? owner.Settings.Replicas ?? 1)
        select ($"volume '{volume.Name}' of resource '{owner.Resource}'", string.Create(CultureInfo.InvariantCulture, $"{volume.Name}-{owner.Name}-{at}"));
}
