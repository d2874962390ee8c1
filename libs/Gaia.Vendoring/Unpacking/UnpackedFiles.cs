using Gaia.Stacks.Files;

namespace Gaia.Vendoring.Unpacking;

/// <summary>Where unpacked files go.</summary>
public interface IUnpackedFiles
{
    /// <param name="path">Relative, with slashes, and safe.</param>
    void Directory(string path);

    /// <returns>What the file is written to; it is disposed at the file's end.</returns>
    Stream Create(string path, bool executable);
}

/// <summary>Nowhere: the archive is only read and judged.</summary>
public sealed class DiscardedFiles : IUnpackedFiles
{
    public void Directory(string path) { }

    public Stream Create(string path, bool executable) => Stream.Null;
}

/// <summary>Files get 0644, or 0755 where the archive says executable; nothing else of its metadata is used.</summary>
public sealed class FilesBelow(string root, bool overwrite = false) : IUnpackedFiles
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public void Directory(string path) => System.IO.Directory.CreateDirectory(Path.Combine(root, path));

    public Stream Create(string path, bool executable)
    {
        var full = Path.Combine(root, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var options = new FileStreamOptions { Mode = overwrite ? FileMode.Create : FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = executable ? Plain | Execute : Plain;
        RegularFile.Demand(full);
        return new FileStream(full, options);
    }
}
