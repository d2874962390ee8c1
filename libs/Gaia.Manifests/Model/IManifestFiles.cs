namespace Gaia.Manifests.Model;

/// <summary>Files of the manifest's repository, which its bind mounts name.</summary>
public interface IManifestFiles
{
    /// <param name="source">As the manifest has it: relative to its folder, or absolute.</param>
    /// <param name="mayBeOutside">Whether the source may lie outside of the repository.</param>
    /// <returns>The file itself, with an empty path, or all files below the folder, ordered by path. Null: nothing is there, or it is neither a file nor a folder.</returns>
    IReadOnlyList<BesideFile>? List(string source, bool mayBeOutside);

    byte[] Read(string source, BesideFile file);
}

/// <param name="Path">Below the source, with slashes; empty if the source is the file.</param>
/// <param name="Fault">Why it cannot be taken; null: it can.</param>
public sealed record BesideFile(string Path, long Length, BesideFault? Fault = null);

/// <summary>Why a file that a bind mount names cannot be taken.</summary>
public enum BesideFault
{
    /// <summary>It lies outside of the repository, or a link leads out of it.</summary>
    Outside,

    /// <summary>A link that leads nowhere.</summary>
    Dangling,

    /// <summary>A link into a folder around it, or folders too deep to be walked.</summary>
    Circle,

    /// <summary>A FIFO, a device or a socket.</summary>
    Special,

    /// <summary>A folder that may not be read.</summary>
    Unreadable,
}
