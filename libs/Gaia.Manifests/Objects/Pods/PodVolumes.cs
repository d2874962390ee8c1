using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>What a pod mounts: claims, empty folders where its read-only root has to be written, and files.</summary>
internal static class PodVolumes
{
    public static ListNode Of(AppModel model, Workload workload) => Fields.List(
        Places(model, workload).Select(place => place.Source).OfType<MapNode>()
            .Append(FileMounts.Volume(workload)).OfType<MapNode>()
            .Distinct().OrderBy(volume => volume["name"]!.ToString(), StringComparer.Ordinal));

    /// <summary>Of its empty folders.</summary>
    public static IEnumerable<string> Sizes(AppModel model, Workload workload) =>
        Of(model, workload).OfType<MapNode>().Select(volume => volume.Map("emptyDir")?.Text("sizeLimit")).OfType<string>();

    public static ListNode Mounts(AppModel model, Workload workload) => Fields.List(
        Places(model, workload).Select(place => (place.Path, place.Mount))
            .Concat(FileMounts.Mounts(workload))
            .OrderBy(place => place.Path, StringComparer.Ordinal).Select(place => place.Mount));

    private static IEnumerable<(string Path, MapNode Mount, MapNode? Source)> Places(AppModel model, Workload workload)
    {
        var names = new PodVolumeNames(workload);
        var mounts = workload.Mounts.Select(mount => Place(model, workload, mount, names));
        var folders = PodVolumeNames.Folders(workload).Select(folder => Empty(folder, VolumeSettings.EmptySize, isReadOnly: false, names));
        return mounts.Concat(workload.Settings.ConfigMaps.Select(pair => Given(pair.Key, pair.Value, names))).Concat(folders).DistinctBy(place => place.Path);
    }

    private static (string Path, MapNode Mount, MapNode? Source) Place(AppModel model, Workload workload, Mount mount, PodVolumeNames names)
    {
        if (mount.Volume is null) return Empty(mount.Path, mount.Size ?? VolumeSettings.EmptySize, mount.IsReadOnly, names);
        var volume = model.Volumes.FirstOrDefault(volume => volume.Name == mount.Volume)
            ?? throw new InvalidOperationException($"Workload {workload.Name} mounts volume {mount.Volume}, which the model does not have.");
        var source = volume.Settings.IsTemporary ? EmptyFolder(volume.Name, volume.Settings.Size)
            : volume.Owner is not null ? null
            : Fields.Map(("name", volume.Name), ("persistentVolumeClaim", Fields.Map(("claimName", volume.Name))));
        return (PodVolumeNames.Trimmed(mount.Path), Mounted(volume.Name, mount.Path, mount.IsReadOnly), source);
    }

    private static (string Path, MapNode Mount, MapNode? Source) Empty(string folder, string size, bool isReadOnly, PodVolumeNames names)
    {
        var name = names.Empty(folder);
        return (PodVolumeNames.Trimmed(folder), Mounted(name, folder, isReadOnly), EmptyFolder(name, size));
    }

    private static (string Path, MapNode Mount, MapNode? Source) Given(string folder, string map, PodVolumeNames names)
    {
        var name = names.Given(folder);
        return (folder, Mounted(name, folder, isReadOnly: true), Fields.Map(("name", name), ("configMap", Fields.Map(("name", map)))));
    }

    private static MapNode EmptyFolder(string name, string size) => Fields.Map(("name", name), ("emptyDir", Fields.Map(("sizeLimit", size))));

    private static MapNode Mounted(string name, string path, bool isReadOnly) =>
        Fields.Map(("name", name), ("mountPath", PodVolumeNames.Trimmed(path)), ("readOnly", isReadOnly ? new BoolNode(true) : (Node?)null));
}
