using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

internal static class ArchiveErrors
{
    public static ArchiveException Of(UnpackException fault) => fault.Fault == UnpackFault.Damaged
        ? new(ArchiveCodes.Damaged, $"The configuration archive {fault.Reason}. Send a tar compressed with gzip.", fault)
        : new(CodeOf(fault.Fault), $"The configuration archive {fault.Reason}.", fault);

    public static ArchiveException Damaged(string why, Exception? cause = null) => new(
        ArchiveCodes.Damaged, $"The configuration archive is damaged: {why}. Send a tar compressed with gzip.", cause);

    public static ArchiveException TooManyFiles(int limit) => new(
        ArchiveCodes.TooManyFiles, $"The configuration archive holds more than {limit} files and folders.");

    public static ArchiveException TooLargePacked(long limit) => new(
        ArchiveCodes.TooLarge, $"The configuration archive is larger than {ByteSize.Format(limit)}.");

    private static string CodeOf(UnpackFault fault) => fault switch
    {
        UnpackFault.Damaged => ArchiveCodes.Damaged,
        UnpackFault.UnsafePath => ArchiveCodes.UnsafePath,
        UnpackFault.Link => ArchiveCodes.Link,
        UnpackFault.UnsupportedEntry => ArchiveCodes.UnsupportedEntry,
        UnpackFault.Duplicate => ArchiveCodes.DuplicateName,
        UnpackFault.TooManyEntries => ArchiveCodes.TooManyFiles,
        UnpackFault.TooLarge => ArchiveCodes.TooLarge,
        UnpackFault.Bomb => ArchiveCodes.Bomb,
    };
}
