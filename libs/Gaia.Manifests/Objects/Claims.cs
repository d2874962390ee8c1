using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>Volumes that outlive pods: claims of their own, or templates of the StatefulSet that alone has them.</summary>
internal static class Claims
{
    public static IEnumerable<KubernetesObject> Of(AppModel model) =>
        from volume in model.Volumes
        where volume.Owner is null && !volume.Settings.IsTemporary
        select Made.InNamespace(model, "v1", "PersistentVolumeClaim", volume.Name, Labels.OfApp(model), null, ("spec", Spec(model, volume)));

    public static ListNode Templates(AppModel model, Workload workload) => Fields.List(
        from volume in model.Volumes
        where volume.Owner == workload.Name && !volume.Settings.IsTemporary
        select Fields.Map(
            ("apiVersion", "v1"),
            ("kind", "PersistentVolumeClaim"),
            ("metadata", Fields.Map(("name", volume.Name), ("labels", Labels.Selector(model, workload)))),
            ("spec", Spec(model, volume))));

    private static MapNode Spec(AppModel model, Volume volume) => Fields.Map(
        ("accessModes", Fields.List([volume.Settings.AccessMode])),
        ("storageClassName", volume.Settings.Class ?? model.Settings.Storage.Class),
        ("resources", Fields.Map(("requests", Fields.Map(("storage", volume.Settings.Size))))));
}
