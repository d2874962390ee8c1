namespace Gaia.Configurations.Archives;

internal interface IUnpackedFiles
{
    void Directory(string path);

    Stream Create(string path, bool executable);
}

internal sealed class DiscardedFiles : IUnpackedFiles
{
    public void Directory(string path) { }

    public Stream Create(string path, bool executable) => Stream.Null;
}

internal sealed class FilesBelow(string root) : IUnpackedFiles
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public void Directory(string path) => System.IO.Directory.CreateDirectory(Path.Combine(root, path));

    public Stream Create(string path, bool executable)
    {
        var full = Path.Combine(root, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = executable ? Plain | Execute : Plain;
        return new FileStream(full, options);
    }
}
