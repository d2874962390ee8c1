using System.Formats.Tar;

namespace Gaia.Configurations.Archives;

/// <summary>Entries with nothing in them of the machine or the hour. GNU format: pax headers carry the writer's process id.</summary>
internal sealed class TarWriting(Stream destination) : IDisposable
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TarWriter tar = new(destination, TarEntryFormat.Gnu, leaveOpen: true);

    public void Write(string path, Stream content, bool executable) => tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = executable ? Plain | Execute : Plain,
        ModificationTime = DateTimeOffset.UnixEpoch,
        AccessTime = DateTimeOffset.UnixEpoch,
        ChangeTime = DateTimeOffset.UnixEpoch,
        DataStream = content,
    });

    public void Dispose() => tar.Dispose();
}
