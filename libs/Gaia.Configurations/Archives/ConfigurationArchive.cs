using Gaia.Stacks.Files;
using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

/// <summary>The configuration of a run as a tar, gzip: the same bytes for the same files.</summary>
public static class ConfigurationArchive
{
    /// <summary>Writes the archive of <paramref name="source"/> to <paramref name="destination"/>.</summary>
    /// <exception cref="ArchiveException">Too large, too many files, or a file outside the root.</exception>
    public static ArchiveSummary Pack(
        ArchiveSource source, Stream destination, ArchiveLimits? limits = null, CancellationToken cancellationToken = default) =>
        new ArchivePacker(source, limits ?? ArchiveLimits.Default).Pack(destination, cancellationToken);

    /// <summary>
    /// Unpacks into <paramref name="directory"/>, which must be empty or not exist. After a refusal nothing is left in it.
    /// Files get 0644, or 0755 where the archive says executable; nothing else of the archive's metadata is used.
    /// </summary>
    /// <exception cref="ArchiveException">The archive is damaged, too large, or holds what is not a plain file or folder below the root.</exception>
    public static ArchiveSummary Unpack(
        Stream archive, string directory, ArchiveLimits? limits = null, CancellationToken cancellationToken = default) =>
        ArchiveUnpacker.Unpack(archive, directory, limits ?? ArchiveLimits.Default, cancellationToken);

    /// <summary>Reads the archive to its end and refuses what <see cref="Unpack"/> would refuse, without writing anything.</summary>
    public static ArchiveSummary Inspect(Stream archive, ArchiveLimits? limits = null, CancellationToken cancellationToken = default) =>
        ArchiveUnpacker.Read(archive, new DiscardedFiles(), limits ?? ArchiveLimits.Default, cancellationToken);

    /// <summary>How the sender of an unpacked archive had opened the repository; the defaults where it does not say.</summary>
    public static ArchiveContext ReadContext(string directory)
    {
        var path = Path.Combine(directory, ArchiveContext.FileName);
        return File.Exists(path) ? ArchiveContextJson.Read(RegularFile.ReadBytes(path), ArchiveLimits.Default) : new();
    }
}
