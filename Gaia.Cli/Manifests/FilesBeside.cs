using Gaia.Manifests.Model;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>What bind mounts of a manifest name, in its folder. Folders are not followed through links.</summary>
internal sealed class FilesBeside(string folder) : IManifestFiles
{
    // More than that is never a ConfigMap; a mount of the whole disk must not be walked.
    private const int MaxFiles = 10_000;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true, MaxRecursionDepth = 32,
    };

    public IReadOnlyList<BesideFile>? List(string source)
    {
        var path = PathOf(source);
        if (File.Exists(path)) return RegularFile.IsSpecial(path) ? null : [new("", new FileInfo(path).Length)];
        if (!Directory.Exists(path)) return null;
        return [.. new DirectoryInfo(path).EnumerateFiles("*", Everything).Where(file => !RegularFile.IsSpecial(file.FullName)).Take(MaxFiles)
            .Select(file => new BesideFile(Path.GetRelativePath(path, file.FullName).Replace('\\', '/'), file.Length)).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public byte[] Read(string source, BesideFile file) => RegularFile.ReadBytes(file.Path.Length == 0 ? PathOf(source) : Path.Combine(PathOf(source), file.Path));

    private string PathOf(string source) => Path.GetFullPath(source.Replace('\\', '/'), folder);
}
