using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Names of a pod's volumes. Claims have their own, as the manifest calls them; what is made beside them gives way.</summary>
internal sealed class PodVolumeNames
{
    public const string Scratch = "/tmp";

    private readonly HashSet<string> claims;
    private readonly IReadOnlyDictionary<string, string> empty;
    private readonly IReadOnlyDictionary<string, string> given;

    public PodVolumeNames(Workload workload)
    {
        claims = workload.Mounts.Select(mount => mount.Volume).OfType<string>().ToHashSet(StringComparer.Ordinal);
        empty = Slug.Apart([.. workload.Mounts.Where(mount => mount.Volume is null).Select(mount => Trimmed(mount.Path)), .. Folders(workload)]);
        given = Slug.Apart([.. workload.Settings.ConfigMaps.Keys.Select(Trimmed)]);
    }

    public string Files => Beside("files");

    public string Empty(string folder) => Beside($"empty-{empty[Trimmed(folder)]}");

    public string Given(string folder) => Beside($"given-{given[Trimmed(folder)]}");

    /// <summary>That it writes beside its mounts.</summary>
    public static IEnumerable<string> Folders(Workload workload) => workload.Facts.Writable.Concat(workload.Settings.Writable).Prepend(Scratch).Select(Trimmed);

    public static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private string Beside(string name) => claims.Contains(name) ? Slug.Marked(name, name) : name;
}
