namespace Gaia.Manifests.Model;

/// <summary>Files beside the manifest, which its bind mounts name.</summary>
public interface IManifestFiles
{
    /// <param name="source">As the manifest has it: relative to its folder, or absolute.</param>
    /// <returns>The file itself, with an empty path, or all files below the folder, ordered by path. Null: nothing is there, or it is neither a file nor a folder.</returns>
    IReadOnlyList<BesideFile>? List(string source);

    byte[] Read(string source, BesideFile file);
}

/// <param name="Path">Below the source, with slashes; empty if the source is the file.</param>
public sealed record BesideFile(string Path, long Length);
