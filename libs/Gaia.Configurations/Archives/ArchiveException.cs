using Gaia.Documents;

namespace Gaia.Configurations.Archives;

/// <summary>A configuration archive that is refused. The code is one of <see cref="ArchiveCodes"/>.</summary>
public sealed class ArchiveException(string code, string message, Exception? cause = null)
    : DocumentException(code, message, inner: cause);

public static class ArchiveCodes
{
    public const string UnsafePath = "configuration.unsafe-path";
    public const string Link = "configuration.link";
    public const string UnsupportedEntry = "configuration.unsupported-entry";
    public const string DuplicateName = "configuration.duplicate-name";
    public const string TooManyFiles = "configuration.too-many-files";
    public const string TooLarge = "configuration.too-large";
    public const string Bomb = "configuration.compression-bomb";
    public const string Damaged = "configuration.damaged";
    public const string Outside = "configuration.outside-root";
}
