using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Operation;

/// <summary>Velero's, which stand in its own namespace.</summary>
internal static class BackupSchedules
{
    public static IEnumerable<KubernetesObject> Of(AppModel model)
    {
        if (model.Settings.Velero is not { } velero) yield break;
        yield return Made.Whole("velero.io/v1", "Schedule", velero.Namespace, model.Settings.Namespace, Labels.OfApp(model), null,
            ("spec", Fields.Map(
                ("schedule", velero.Schedule),
                ("template", Fields.Map(
                    ("includedNamespaces", Fields.List([model.Settings.Namespace])),
                    ("snapshotVolumes", true),
                    ("ttl", velero.KeepFor))))));
    }
}
