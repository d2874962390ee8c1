using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Files of the manifest's folder, in one ConfigMap. Each is mounted alone, so that what the image has beside it stays visible.</summary>
internal static class FileMounts
{
    // Readable, and runnable if it is a script.
    private const int Mode = 0x16D;

    public static string MapName(Workload workload) => $"{workload.Name}-files";

    public static MapNode Data(Workload workload) => Fields.Map(workload.Files
        .Select(file => KeyValuePair.Create(Key(workload, file), file.Text))
        .OrderBy(file => file.Key, StringComparer.Ordinal));

    public static MapNode? Volume(Workload workload) => workload.Files.Count == 0 ? null : Fields.Map(
        ("name", new PodVolumeNames(workload).Files),
        ("configMap", Fields.Map(("name", MapName(workload)), ("defaultMode", Mode))));

    public static IEnumerable<(string Path, MapNode Mount)> Mounts(Workload workload)
    {
        var name = new PodVolumeNames(workload).Files;
        foreach (var file in workload.Files)
        {
            var path = $"{file.Folder.TrimEnd('/')}/{file.Name}";
            yield return (path, Fields.Map(("name", name), ("mountPath", path), ("subPath", Key(workload, file)), ("readOnly", true)));
        }
    }

    private static string Key(Workload workload, MountedFile file)
    {
        var key = Letters(file.Name);
        return workload.Files.Count(other => Letters(other.Name) == key) == 1 ? key : $"{Digest.Of($"{file.Folder}/{file.Name}", 8)}-{key}";
    }

    private static string Letters(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
}
