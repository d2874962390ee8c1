namespace Gaia.Configurations.Archives;

internal static class ArchiveErrors
{
    public static ArchiveException Damaged(string why, Exception? cause = null) => new(
        ArchiveCodes.Damaged, $"The configuration archive is damaged: {why}. Send a tar compressed with gzip.", cause);

    public static ArchiveException UnsafePath(string path, string why) => new(
        ArchiveCodes.UnsafePath, $"The configuration archive holds '{Shown(path)}', {why}. Paths must be relative and stay below the root.");

    public static ArchiveException Link(string path) => new(
        ArchiveCodes.Link, $"The configuration archive holds the link '{Shown(path)}'. Links are not accepted: pack the file it points to.");

    public static ArchiveException Unsupported(string path, char type) => new(
        ArchiveCodes.UnsupportedEntry,
        $"The configuration archive holds '{Shown(path)}', which is neither a file nor a folder (tar type '{type}').");

    public static ArchiveException Duplicate(string path) => new(
        ArchiveCodes.DuplicateName, $"The configuration archive holds '{Shown(path)}' twice, or both as a file and as a folder.");

    public static ArchiveException TooManyFiles(int limit) => new(
        ArchiveCodes.TooManyFiles, $"The configuration archive holds more than {limit} files and folders.");

    public static ArchiveException TooLargePacked(long limit) => new(
        ArchiveCodes.TooLarge, $"The configuration archive is larger than {ByteSize.Format(limit)}.");

    public static ArchiveException TooLargeUnpacked(long limit) => new(
        ArchiveCodes.TooLarge, $"The configuration archive unpacks to more than {ByteSize.Format(limit)}.");

    public static ArchiveException Bomb(int ratio) => new(
        ArchiveCodes.Bomb, $"The configuration archive unpacks to more than {ratio} times its size.");

    private static string Shown(string path)
    {
        var text = path.Length > 120 ? path[..120] + "..." : path;
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
    }
}
