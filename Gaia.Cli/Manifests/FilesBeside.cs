using Gaia.Manifests.Model;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>What bind mounts of a manifest name: files of its repository, or of its folder where that is in none. Links are followed as long as they stay there.</summary>
internal sealed class FilesBeside(string folder) : IManifestFiles
{
    // More than that is never a ConfigMap; a mount of the whole disk must not be walked.
    private const int MaxFiles = 10_000;

    private const int MaxDepth = 32;

    private readonly string root = RealPath.Of(Repository(folder) ?? folder) ?? folder;

    public IReadOnlyList<BesideFile>? List(string source, bool mayBeOutside)
    {
        var path = PathOf(source);
        if (RealPath.Of(path) is not { } real || !Path.Exists(real)) return null;
        var isOutside = !RealPath.IsWithin(root, real);
        if (isOutside && !mayBeOutside) return [new("", 0, BesideFault.Outside)];
        if (!Directory.Exists(real)) return RegularFile.IsSpecial(real) ? null : [new("", new FileInfo(real).Length)];
        return [.. Below(real, "", isOutside ? real : root, [real]).Take(MaxFiles).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public byte[] Read(string source, BesideFile file) => RegularFile.ReadBytes(file.Path.Length == 0 ? PathOf(source) : Path.Combine(PathOf(source), file.Path));

    /// <param name="limit">Where links have to stay.</param>
    /// <param name="around">The folder and those around it, to notice a circle.</param>
    private static IEnumerable<BesideFile> Below(string folder, string path, string limit, IReadOnlyList<string> around)
    {
        if (Entries(folder) is not { } entries)
        {
            yield return new(path, 0, BesideFault.Unreadable);
            yield break;
        }

        foreach (var entry in entries)
        {
            var name = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (RealPath.Of(entry.FullName) is not { } real || !Path.Exists(real)) yield return new(name, 0, BesideFault.Dangling);
            else if (!RealPath.IsWithin(limit, real)) yield return new(name, 0, BesideFault.Outside);
            else if (!Directory.Exists(real)) yield return RegularFile.IsSpecial(real) ? new(name, 0, BesideFault.Special) : new(name, new FileInfo(real).Length);
            else if (around.Contains(real) || around.Count > MaxDepth) yield return new(name, 0, BesideFault.Circle);
            else foreach (var file in Below(real, name, limit, [.. around, real])) yield return file;
        }
    }

    private static IReadOnlyList<FileSystemInfo>? Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Repository(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (Path.Exists(Path.Combine(at, ".git")))
                return at;
        return null;
    }

    private string PathOf(string source) => Path.GetFullPath(source.Replace('\\', '/'), folder);
}
