using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>How many pods a workload has.</summary>
internal static class Replicas
{
    /// <summary>Two pods would be two stores, or one of them could not mount what both need.</summary>
    public static bool IsOneOnly(AppModel model, Workload workload) => workload.Facts.IsSingle
        || (workload.Kind == WorkloadKind.Deployment && Mounted(model, workload).Any(volume => volume.Settings is { IsTemporary: false, AccessMode: "ReadWriteOnce" or "ReadWriteOncePod" }));

    /// <summary>Null: a scaler decides, and a number in the workload would undo that at each apply.</summary>
    public static int? Written(AppModel model, Workload workload) => workload.Settings.Scaling is null ? Fixed(model, workload) : null;

    public static int AtLeast(AppModel model, Workload workload) => workload.Settings.Scaling?.Min ?? Fixed(model, workload);

    private static int Fixed(AppModel model, Workload workload) =>
        workload.Settings.Replicas ?? (workload.Kind == WorkloadKind.Deployment && !IsOneOnly(model, workload) ? 2 : 1);

    private static IEnumerable<Volume> Mounted(AppModel model, Workload workload) =>
        from mount in workload.Mounts
        where mount is { Volume: not null, IsReadOnly: false }
        join volume in model.Volumes on mount.Volume equals volume.Name
        select volume;
}
